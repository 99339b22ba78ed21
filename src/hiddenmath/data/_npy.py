"""Arrays that NumPy has saved: .npy, and one out of an .npz."""

import io
from math import prod
from tokenize import TokenError
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hiddenmath._counted import counted
from hiddenmath.data import _archive
from hiddenmath.data._errors import InputError
from hiddenmath.data._part import divided, known, others
from hiddenmath.data._table import Table
from hiddenmath.data._typed import typed_table

NPY, ZIP = b"\x93NUMPY", b"PK"


def npy_table(content: bytes, name: str) -> Table:
    """The matrix of real numbers in a .npy or .npz file, its columns numbered."""
    array, name, notes = npy_array(content, name)
    if array.ndim not in (1, 2):
        raise InputError(
            f"{name} holds an array with {counted(array.ndim, 'dimension')} ({written(array.shape)}); a matrix has 2.",
            "Save it with one row for each sample: numpy.save(path, array.reshape(len(array), -1)).",
        )
    if array.dtype.kind not in "biuf":
        raise InputError(f"{name} holds {array.dtype}, no real numbers.", "Keep the numeric columns: astype(float).")
    matrix = array.reshape(len(array), -1).astype(np.float64) if array.ndim == 1 else array.astype(np.float64)
    columns = tuple(f"column {j + 1}" for j in range(matrix.shape[1]))
    return typed_table(columns, matrix, {}, name, notes)


def npy_array(content: bytes, name: str) -> tuple[NDArray[Any], str, tuple[str, ...]]:
    """The array (the first of an .npz that has dimensions, or the one that `name` chooses), what it is called in
    messages, and notes. No pickle is opened."""
    if content.startswith(NPY):
        return _array(content, name), name, ()
    file, chosen = divided(name)
    with _archive.opened(content, file) as archive:
        names = [member.removesuffix(".npy") for member in archive.namelist() if member.endswith(".npy")]
        if not names:
            raise InputError(
                f"{file} is a zip archive with neither a workbook nor arrays in it.",
                "Unpack it and give what is inside.",
            )
        if chosen is not None:
            return _array(_archive.read(archive, known(chosen, names, file, "array") + ".npy", file), name), name, ()
        for part in names:
            array = _array(_archive.read(archive, f"{part}.npy", file), f"{file}#{part}")
            if array.ndim:
                called = f"{file}#{part}" if len(names) > 1 else file
                return array, called, others(part, names, file, "array")
    raise InputError(f"{file} holds single numbers only, no array.", "Save it again with numpy.savez.")


def _array(content: bytes, name: str) -> NDArray[Any]:
    _check_header(content, name)
    try:
        array: NDArray[Any] = np.load(io.BytesIO(content), allow_pickle=False)
    except (ValueError, EOFError, OSError) as problem:
        raise InputError(f"{name} cannot be opened: {str(problem).rstrip('.')}.", npy_hint(str(problem))) from None
    if array.size == 0:
        raise InputError(f"{name} holds an empty array ({written(array.shape)}).", "Was every row filtered out before?")
    return array


def _check_header(content: bytes, name: str) -> None:
    """A header may declare more than the file holds; NumPy would ask for that much memory before it looks."""
    file = io.BytesIO(content)
    try:
        version = np.lib.format.read_magic(file)
        read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
        shape, _, dtype = read(file)
    except (ValueError, EOFError, OSError, TypeError, TokenError) as problem:  # NumPy parses it as Python
        raise InputError(f"{name} cannot be opened: {str(problem).rstrip('.')}.", npy_hint(str(problem))) from None
    if not dtype.hasobject and prod(shape) * dtype.itemsize > len(content) - file.tell():
        raise InputError(f"{name} is shorter than its array ({written(shape)}, {dtype}).", npy_hint("EOF"))


def written(shape: tuple[int, ...]) -> str:
    return "×".join(map(str, shape)) or "a single number"


def npy_hint(problem: str) -> str:
    if "objects" in problem or "allow_pickle" in problem:
        return "It holds Python objects. Keep the numeric columns and save them as numbers: astype(float)."
    if "mmap length" in problem or "EOF" in problem or "No data left" in problem:
        return "It is cut off: it was not written, copied or downloaded to its end. Get it again."
    return "It is no file of numpy.save, or it is damaged. Save it again."
