"""A matrix in a file that may be larger than memory, as blocks of its rows."""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from hiddenmath._counted import counted
from hiddenmath.data._errors import InputError
from hiddenmath.data._npy import npy_hint
from hiddenmath.data._read import read_table
from hiddenmath.data._table import Table
from hiddenmath.linalg import MatrixError, RowBlocks, rows_that_fit

UNITS = {
    "B": 1,
    "kB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12,
    "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40,
}  # fmt: skip
LARGE = 100_000_000  # bytes


def _nothing(row: int, column: str) -> str:  # noqa: ARG001 - where no text stands in a file
    return ""


@dataclass(frozen=True)
class Rows(RowBlocks):
    """Row blocks whose columns have names: a table larger than memory. `notes` say in plain words what was noticed;
    `written(row, column)` is what stands in the file where no number could be read."""

    columns: tuple[str, ...] = ()
    name: str = "rows"
    notes: tuple[str, ...] = ()
    written: Callable[[int, str], str] = _nothing

    def take(self, names: Sequence[str]) -> "Rows":
        """The columns of these names, in this order."""
        at = [self._place(name) for name in names]
        if not at:
            raise InputError(f"{self.name} has no column left.", "Leave fewer out.")

        def read(start: int, stop: int) -> np.ndarray[Any, Any]:
            return np.ascontiguousarray(self.read(start, stop)[:, at])

        return replace(self, shape=(self.shape[0], len(at)), read=read, columns=tuple(names))

    def without(self, names: Iterable[str]) -> "Rows":
        """The rows without the columns of these names."""
        left_out = {self._place(name) for name in names}
        return self.take([name for j, name in enumerate(self.columns) if j not in left_out]) if left_out else self

    def _place(self, name: str) -> int:
        if name in self.columns:
            return self.columns.index(name)
        close = get_close_matches(name, self.columns, n=1)
        raise InputError(
            f"{self.name} has no column of numbers {name!r}.",
            f"Did you mean {close[0]!r}?" if close else f"It has: {', '.join(self.columns[:20])}.",
        )


def open_rows(path: str | os.PathLike[str], max_memory: int | str = "2 GB", text: bool = False) -> Rows:
    """The matrix in a NumPy (.npy), Parquet or CSV file, read block by block of its rows: `linalg.svd` and `apply.pca`
    need no more of it.

    A .npy file may be in either order (by rows is the faster one). Of a Parquet or CSV file each column of numbers is
    one of the matrix; a column of text is refused, or, with `text`, left out and told in `notes`. How a CSV file is
    written is found out from its first megabyte, as `read_table` does; a cell without a number is NaN.

    `max_memory` (bytes, or such as "500 MB", "2 GiB") bounds what is held at once: it decides how many rows a block
    has, a power of two, which does not depend on the machine, so that equal settings give the same blocks. What is
    counted says `linalg.rows_that_fit`; a row group of a Parquet file comes on top, because it is read as a whole.
    Raises InputError naming the file, the cause and the remedy.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     np.save(f"{folder}/points.npy", np.arange(6.0).reshape(3, 2))
    ...     blocks = open_rows(f"{folder}/points.npy", max_memory="100 MB")
    ...     blocks.shape, blocks.blocks, blocks.block(0)[2]
    ((3, 2), 1, array([4., 5.]))
    """
    path = Path(path)
    if path.is_dir():
        raise InputError(f"{path} is a folder, not a file.", "Name a .npy or .parquet file in it.")
    if not path.is_file():
        raise InputError(f"There is no file {path}.", "Check the name and the folder.")
    readers = {".npy": _npy, ".parquet": _parquet, ".pq": _parquet, ".csv": _csv, ".tsv": _csv, ".txt": _csv}
    if path.suffix.lower() not in readers:
        raise InputError(
            f"{path.name} is none of the files that are read in blocks: {', '.join(readers)}.",
            "Save it with numpy.save, as Parquet or as CSV.",
        )
    found = readers[path.suffix.lower()](path)
    left_out = [f"{name!r} ({kind})" for name, kind in found.others.items()]
    if left_out and not text:
        raise InputError(
            f"{path.name}: column {left_out[0]} holds no numbers.",
            "Leave such columns out with text=True, or turn them into numbers before writing the file.",
        )
    shape = (found.rows, len(found.columns))
    if 0 in shape:
        raise InputError(
            f"{path.name} holds an empty table ({shape[0]}×{shape[1]}).", "Was every row filtered out before?"
        )
    try:
        rows = rows_that_fit(shape, found.dtype, _bytes(max_memory), **found.size)
    except MatrixError as problem:
        raise InputError(f"{path.name}: {problem}", "Give a larger max_memory, or leave columns out.") from None
    status = path.stat()
    origin = f"{status.st_size} bytes of {status.st_mtime_ns}"
    notes = (f"Text does not count: {', '.join(left_out[:5])}.",) if left_out else ()
    notes = (*found.notes, *notes)
    return Rows(shape, found.dtype, rows, found.read, origin, found.columns, path.name, notes, found.written)


def table_or_rows(source: str | os.PathLike[str] | bytes, name: str | None = None) -> Table | Rows:
    """`read_table`, but of a file of more than 100 MB `open_rows`: as cells, each of its numbers would take some
    hundred bytes."""
    if not isinstance(source, bytes) and Path(source).is_file() and Path(source).stat().st_size > LARGE:
        return open_rows(source, text=True)
    return read_table(source, name)


class _File(NamedTuple):
    """What is in a file: `others` are columns without numbers, and what they hold; `size` is what `rows_that_fit`
    should know of reading it."""

    rows: int
    columns: tuple[str, ...]
    dtype: np.dtype[Any]
    read: Callable[[int, int], np.ndarray[Any, Any]]
    size: dict[str, int]
    others: dict[str, str]
    notes: tuple[str, ...] = ()
    written: Callable[[int, str], str] = _nothing


def _npy(path: Path) -> _File:
    try:
        array = np.lib.format.open_memmap(path, mode="r")
    except (ValueError, EOFError, OSError) as problem:
        raise InputError(f"{path.name} cannot be opened: {str(problem).rstrip('.')}.", npy_hint(str(problem))) from None
    if array.ndim != 2:
        shape = "×".join(map(str, array.shape)) or "a single number"
        raise InputError(
            f"{path.name} holds an array with {counted(array.ndim, 'dimension')} ({shape}); a matrix has 2.",
            "Save it with one row for each sample: numpy.save(path, array.reshape(len(array), -1)).",
        )
    m, n = array.shape
    if array.size == 0:
        raise InputError(f"{path.name} holds an empty matrix ({m}×{n}).", "Was every row filtered out before?")
    if array.dtype.kind not in "biufc":
        raise InputError(
            f"{path.name} ({m}×{n}) holds {array.dtype}, no plain numbers.", "Keep the numeric columns: astype(float)."
        )
    native = array.dtype.newbyteorder("=")

    def read(start: int, stop: int) -> np.ndarray[Any, Any]:
        if not array.flags.c_contiguous:
            return np.array(array[start:stop], native)  # read now, not page by page when it is used
        # Unlike pages that are mapped, what is read does not count as memory of this process once it was used.
        at, count = array.offset + start * n * array.itemsize, (stop - start) * n
        return np.fromfile(path, array.dtype, count, offset=at).reshape(-1, n).astype(native, copy=False)

    return _File(m, tuple(f"column {j + 1}" for j in range(n)), native, read, {}, {})


def _parquet(path: Path) -> _File:
    import polars as pl

    try:
        schema = pl.read_parquet_schema(path)
        m = int(pl.scan_parquet(path).select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, OSError) as problem:
        first = str(problem).splitlines()[0]
        raise InputError(
            f"{path.name} cannot be opened: {first}.",
            "It is no Parquet file, or it is cut off. Write or copy it again.",
        ) from None
    kinds = {name: kind for name, kind in schema.items() if kind.is_numeric() or kind == pl.Boolean}
    dtype = np.dtype(np.float32 if all(kind == pl.Float32 for kind in kinds.values()) else np.float64)

    def read(start: int, stop: int) -> np.ndarray[Any, Any]:
        rows = pl.scan_parquet(path).select(list(kinds)).slice(start, stop - start).collect()
        return rows.select(pl.all().cast(pl.Float32 if dtype == np.float32 else pl.Float64)).to_numpy(order="c")

    others = {name: str(kind) for name, kind in schema.items() if name not in kinds}
    # Polars decodes pages into columns, which become rows; and reading few rows of a row group costs as much as many.
    return _File(m, tuple(kinds), dtype, read, {"copies": 8, "largest": 1 << 27}, others)


def _csv(path: Path) -> _File:
    from hiddenmath.data._csv_rows import csv_rows

    found = csv_rows(path)

    def read(start: int, stop: int) -> np.ndarray[Any, Any]:
        return found.read(start, stop, found.numbers)

    others = {name: "text" for name in found.names if name not in found.numbers}
    # The text of a block, about as long as its numbers, is parsed into columns, which become rows.
    size = {"copies": 8}
    return _File(found.rows, found.numbers, np.dtype(np.float64), read, size, others, found.notes, found.text)


def _bytes(memory: int | str) -> int:
    """
    >>> _bytes("2 GB"), _bytes("1.5 GiB"), _bytes(4096)
    (2000000000, 1610612736, 4096)
    """
    if isinstance(memory, str):
        found = re.fullmatch(r"(\d+(?:\.\d+)?) ?(\w+)", memory)
        if found and found[2] in UNITS:
            return int(float(found[1]) * UNITS[found[2]])
    elif memory > 0:
        return int(memory)
    raise InputError(f"max_memory is {memory!r}.", 'Give a number of bytes, or such as "500 MB" or "2 GiB".')
