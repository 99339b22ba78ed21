"""A Parquet file as a table."""

import io
from typing import TYPE_CHECKING

import numpy as np

from hiddenmath.data._errors import InputError
from hiddenmath.data._names import unique
from hiddenmath.data._table import Table
from hiddenmath.data._typed import typed_table

if TYPE_CHECKING:
    import polars as pl

MOST_CELLS = 100_000_000  # 800 MB as numbers; a small file can declare far more


def parquet_table(content: bytes, name: str) -> Table:
    """Numbers, decimals and booleans become the matrix; texts, categories and times stay text; lists, structures and
    bytes are left out, which is told."""
    import polars as pl

    try:
        frame = _frame(content, name)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as problem:
        raise InputError(
            f"{name} cannot be opened: {str(problem).splitlines()[0]}.",
            "It is no Parquet file, or it is cut off. Write or copy it again.",
        ) from None
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


def _frame(content: bytes, name: str) -> "pl.DataFrame":
    import polars as pl

    lazy = pl.scan_parquet(io.BytesIO(content))
    rows, columns = int(lazy.select(pl.len()).collect().item()), len(lazy.collect_schema())
    if rows * columns > MOST_CELLS:
        raise InputError(
            f"{name} holds {rows:,} rows × {columns:,} columns; at most {MOST_CELLS:,} cells are read at once.",
            "hiddenmath.data.open_rows reads a file in blocks, and linalg.svd needs no more of it.",
        )
    return lazy.collect()
