"""A Parquet file as a table."""

import io
import subprocess
import sys

import numpy as np

from hiddenmath.data._errors import InputError
from hiddenmath.data._names import unique
from hiddenmath.data._table import Table
from hiddenmath.data._typed import typed_table

MOST_CELLS = 100_000_000  # 800 MB as numbers; a small file can declare far more
# Polars ends the whole process at some lengths that a damaged page declares, so the file is first read in another one.
TRIAL = f"""
import io, sys
import polars as pl
file = pl.scan_parquet(io.BytesIO(sys.stdin.buffer.read()))
if file.select(pl.len()).collect().item() * len(file.collect_schema()) <= {MOST_CELLS}:
    file.collect()
"""


def parquet_table(content: bytes, name: str) -> Table:
    """Numbers, decimals and booleans become the matrix; texts, categories and times stay text; lists, structures and
    bytes are left out, which is told."""
    import polars as pl

    _try(content, name)
    lazy = pl.scan_parquet(io.BytesIO(content))
    rows, width = int(lazy.select(pl.len()).collect().item()), len(lazy.collect_schema())
    if rows * width > MOST_CELLS:
        raise InputError(
            f"{name} holds {rows:,} rows × {width:,} columns; at most {MOST_CELLS:,} cells are read at once.",
            "hiddenmath.data.open_rows reads a file in blocks, and linalg.svd needs no more of it.",
        )
    frame = lazy.collect()
    if not frame.height or not frame.width:
        raise InputError(f"{name} holds an empty table ({frame.height}×{frame.width}).", "Was every row filtered out?")
    names, notes = unique([column.strip() for column in frame.columns])
    columns, values, text = [], [], {}
    for called, cells in zip(names, frame.get_columns(), strict=True):
        kind = cells.dtype
        if cells.null_count() == len(cells):
            notes += (f"Column {called!r} is empty and was left out.",)
        elif kind.is_numeric() or kind == pl.Boolean:
            columns.append(called)
            values.append(cells.cast(pl.Float64).to_numpy())
            notes += (f"Column {called!r}: true and false were read as 1 and 0.",) if kind == pl.Boolean else ()
        elif kind.is_nested() or kind in (pl.Binary, pl.Object):
            notes += (f"Column {called!r} holds {kind}, neither numbers nor text, and was left out.",)
        else:
            text[called] = tuple("" if cell is None else str(cell) for cell in cells.to_list())
    if not columns and not text:
        raise InputError(f"{name} has no column of numbers or text. {notes[0]}", "Write one value into each cell.")
    matrix = np.column_stack(values) if values else np.empty((frame.height, 0))
    return typed_table(tuple(columns), matrix, text, name, notes)


def _try(content: bytes, name: str) -> None:
    """Raises InputError where Polars cannot read the file, however it fails."""
    trial = subprocess.run([sys.executable, "-c", TRIAL], input=content, capture_output=True, check=False)
    if trial.returncode:
        said = trial.stderr.decode(errors="replace").strip().splitlines()[-1:]
        told = trial.returncode > 0 and bool(said)  # by an exception, of which the last line is the message
        reason = said[0].partition(": ")[2] if told else "its lengths contradict each other"
        raise InputError(
            f"{name} cannot be opened: {reason.rstrip('.')}.",
            "It is no Parquet file, or it is cut off or damaged. Write or copy it again.",
        )
