"""Writes a table that is larger than memory, block by block."""

import os
from collections.abc import Iterator
from contextvars import copy_context
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from hiddenmath.data._errors import InputError
from hiddenmath.linalg._telling import tell

if TYPE_CHECKING:
    import polars as pl

    from hiddenmath.data._rows import Rows
    from hiddenmath.linalg._arrays import Matrix

SUFFIXES = (".csv", ".npy", ".parquet", ".pq")
WHAT = "Writing the rows"


def write_rows(path: str | os.PathLike[str], rows: "Rows") -> None:
    """Writes the rows into a .csv, .parquet or .npy file, of which one block at a time is in memory.

    It is written beside its place and put there at the end, so that an interruption leaves what stood there. Raises
    InputError for another suffix, OSError where it cannot be written.
    """
    path = Path(os.path.realpath(path))
    writable(path)
    beside = path.with_name(f".hiddenmath-{os.getpid()}{path.suffix.lower()}")
    writers = {".csv": _csv, ".npy": _npy, ".parquet": _parquet, ".pq": _parquet}
    try:
        writers[path.suffix.lower()](beside, rows)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def writable(path: Path) -> None:
    """Raises InputError for a file into which rows cannot be written."""
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(
            f"{path.name}: rows in blocks cannot be written as {path.suffix or 'a file without suffix'}.",
            f"Choose one of: {', '.join(SUFFIXES)}.",
        )


def _npy(path: Path, rows: "Rows") -> None:
    out = np.lib.format.open_memmap(path, mode="w+", dtype=rows.dtype, shape=rows.shape)
    for start, block in _blocks(rows):
        out[start : start + len(block)] = block
    out.flush()


def _csv(path: Path, rows: "Rows") -> None:
    with path.open("wb") as file:
        for start, block in _blocks(rows):
            _frame(block, rows).write_csv(file, include_header=start == 0)


def _parquet(path: Path, rows: "Rows") -> None:
    import polars as pl
    from polars.io.plugins import register_io_source

    here = copy_context()  # Polars asks for the blocks in a thread of its own, in which nobody would listen

    def blocks(*_: object) -> Iterator[pl.DataFrame]:
        for start, block in _blocks(rows):
            here.run(tell, WHAT, start, rows.shape[0])
            yield _frame(block, rows)

    schema = dict.fromkeys(rows.columns, pl.Float32 if rows.dtype == np.float32 else pl.Float64)
    register_io_source(blocks, schema=schema).sink_parquet(path)


def _frame(block: "Matrix", rows: "Rows") -> "pl.DataFrame":
    import polars as pl

    return pl.DataFrame(block, schema=list(rows.columns)).fill_nan(None)


def _blocks(rows: "Rows") -> Iterator[tuple[int, "Matrix"]]:
    """Each block, and the row it begins in."""
    for i, block in enumerate(rows.ahead()):
        tell(WHAT, i * rows.rows, rows.shape[0])
        yield i * rows.rows, block
