"""A matrix in a file that may be larger than memory, as blocks of its rows."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from hiddenmath.data._errors import InputError
from hiddenmath.data._npy import npy_hint
from hiddenmath.linalg import MatrixError, RowBlocks, rows_that_fit

UNITS = {
    "B": 1,
    "kB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12,
    "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40,
}  # fmt: skip


def open_rows(path: str | os.PathLike[str], max_memory: int | str = "2 GB") -> RowBlocks:
    """The matrix in a NumPy (.npy) or Parquet file, read block by block of its rows: `linalg.svd` needs no more of it.

    A .npy file is mapped into memory, in either order (by rows is the faster one); a Parquet file has one column of
    numbers for each of the matrix. `max_memory` (bytes, or such as "500 MB", "2 GiB") bounds what is held at once: it
    decides how many rows a block has, a power of two, which does not depend on the machine, so that equal settings give
    the same blocks. What is counted says `linalg.rows_that_fit`; a row group of a Parquet file comes on top, because it
    is read as a whole. Raises InputError naming the file, the cause and the remedy.

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
    readers = {".npy": _npy, ".parquet": _parquet, ".pq": _parquet}
    if path.suffix.lower() not in readers:
        raise InputError(
            f"{path.name} is neither a .npy nor a .parquet file.",
            "Save it with numpy.save or as Parquet; read_table reads CSV into memory.",
        )
    shape, dtype, read, size = readers[path.suffix.lower()](path)
    try:
        rows = rows_that_fit(shape, dtype, _bytes(max_memory), **size)
    except MatrixError as problem:
        raise InputError(f"{path.name}: {problem}", "Give a larger max_memory, or leave columns out.") from None
    status = path.stat()
    return RowBlocks(shape, dtype, rows, read, f"{status.st_size} bytes of {status.st_mtime_ns}")


Reader = tuple[tuple[int, int], np.dtype[Any], Callable[[int, int], np.ndarray[Any, Any]], dict[str, int]]
"""Shape, dtype, how rows are read, and what `rows_that_fit` should know of that."""


def _npy(path: Path) -> Reader:
    try:
        array = np.lib.format.open_memmap(path, mode="r")
    except (ValueError, EOFError, OSError) as problem:
        raise InputError(f"{path.name} cannot be opened: {str(problem).rstrip('.')}.", npy_hint(str(problem))) from None
    if array.ndim != 2:
        shape = "×".join(map(str, array.shape)) or "a single number"
        raise InputError(
            f"{path.name} holds an array with {array.ndim} dimension(s) ({shape}); a matrix has 2.",
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
        return np.array(array[start:stop], native)  # read now, not page by page when it is used

    return (m, n), native, read, {}


def _parquet(path: Path) -> Reader:
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
    for name, kind in schema.items():
        if not (kind.is_numeric() or kind == pl.Boolean):
            raise InputError(
                f"{path.name}: column {name!r} holds {kind}, not numbers.",
                "Leave such columns out, or turn them into numbers, before writing the file.",
            )
    if m == 0 or len(schema) == 0:
        raise InputError(f"{path.name} holds an empty table ({m}×{len(schema)}).", "Was every row filtered out before?")
    dtype = np.dtype(np.float32 if all(kind == pl.Float32 for kind in schema.values()) else np.float64)

    def read(start: int, stop: int) -> np.ndarray[Any, Any]:
        rows = pl.scan_parquet(path).slice(start, stop - start).collect()
        return rows.select(pl.all().cast(pl.Float32 if dtype == np.float32 else pl.Float64)).to_numpy(order="c")

    # Polars decodes pages into columns, which become rows; and reading few rows of a row group costs as much as many.
    return (m, len(schema)), dtype, read, {"copies": 8, "largest": 1 << 27}


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
