"""What counts as a matrix: any finite 2-d array of numbers; everything else is refused with a reason."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

Matrix = NDArray[Any]


def type_of_answer(dtype: DTypeLike) -> np.dtype[Any]:
    """The dtype of the answer for a matrix of this one: never less than float32, and in this machine's byte order."""
    dtype = np.dtype(dtype)
    double = np.complex128 if dtype.kind == "c" else np.float64
    return np.dtype({"e": np.float32, "f": np.float32, "F": np.complex64}.get(dtype.char, double))


class MatrixError(ValueError):
    """A matrix that cannot be used: what it is, the likeliest cause, what to do."""


def as_matrix(A: ArrayLike) -> tuple[Matrix, DTypeLike]:
    """`A` in double precision (never the caller's memory changed), and the dtype its answer should have.

    Arithmetic is always double, because a float32 answer can then be right to its last digit. Integers and booleans
    become float64, float16 is answered in float32 (the range of float16 ends at 65504, that of singular values does
    not).
    """
    if hasattr(A, "toarray"):
        raise MatrixError(
            f"A {shape(A)} is a sparse {type(A).__name__}, but a dense array is needed. Pass A.toarray()."
        )
    array = checked(A)
    wide = array.astype(np.complex128 if array.dtype.kind == "c" else np.float64, order="C")
    return wide, type_of_answer(array.dtype)


def checked(A: ArrayLike) -> Matrix:
    """`A` as an array that is a matrix of finite numbers, in its own dtype and, where possible, its own memory."""
    array = numbers(A)
    if not np.isfinite(array).all():
        bad = np.argwhere(~np.isfinite(array))
        raise MatrixError(not_finite(array, len(bad), *bad[0]))
    return array


def numbers(A: Any) -> Matrix:
    """`checked`, but entries may be NaN or infinite."""
    only_numpy(A)
    if isinstance(A, np.ma.MaskedArray):
        raise MatrixError(
            f"A {shape(A)} has a mask, which a decomposition would ignore. Fill it first: A.filled(value)."
        )
    if hasattr(A, "matmat") and hasattr(A, "rmatmat"):
        raise MatrixError(
            f"A {shape(A)} is a {type(A).__name__}, of which products are known and no entries, but entries are "
            f"needed. Pass A @ numpy.eye({A.shape[1]}), if that fits into memory."
        )
    try:
        array = np.asarray(A)
    except ValueError as problem:
        raise MatrixError(
            f"A is no matrix: its rows differ in length ({problem}). Give every row the same number of entries."
        ) from None
    if array.ndim != 2:
        raise MatrixError(dimensions(array))
    if array.size == 0:
        raise MatrixError(f"A {shape(array)} is empty: nothing can be decomposed. Was every row filtered out before?")
    if array.dtype.name == "bfloat16":  # of the package ml_dtypes: NumPy knows no more of it than its size
        array = array.astype(np.float32)
    if array.dtype.kind not in "biufc":
        raise MatrixError(
            f"A {shape(array)} has dtype {array.dtype}, no plain numbers. Text, None or mixed types are likely. "
            "Keep the numeric columns and convert: A.astype(float)."
        )
    if array.dtype.char in "gG":  # long double: narrowed first, because that may overflow
        with np.errstate(over="ignore"):
            array = array.astype(np.complex128 if array.dtype.kind == "c" else np.float64)
    return array


def only_numpy(A: Any) -> None:
    """Refuses what NumPy would copy to this machine's memory without a word, or not understand."""
    from array_api_compat import is_jax_array, is_torch_array

    from hiddenmath.linalg._blocks import RowBlocks
    from hiddenmath.linalg._dask import is_dask

    for is_it, kind, remedy in (
        (is_torch_array(A), "a tensor of PyTorch", "A.numpy(force=True), which copies it from its device"),
        (is_jax_array(A), "an array of JAX", "numpy.asarray(A), which copies it from its device"),
        (is_dask(A), "a Dask array", "A.compute(), if that fits into memory"),
        (isinstance(A, RowBlocks), "row blocks", "numpy.vstack(list(A)), if that fits into memory"),
    ):
        if is_it:
            raise MatrixError(
                f"A {shape(A)} is given as {kind}, but this function takes NumPy's arrays only. Pass {remedy}."
            )
    if hasattr(A, "todense") and not hasattr(A, "toarray"):
        raise MatrixError(f"A {shape(A)} is a sparse {type(A).__name__} of a library unknown here. Pass A.todense().")


def refuse_infinite(A: Any) -> None:
    """Refuses a sparse A (by rows) with an entry that is not finite, and names the first."""
    bad = np.flatnonzero(~np.isfinite(A.data))
    if len(bad):
        i, j = int(np.searchsorted(A.indptr, bad[0], side="right")) - 1, int(A.indices[bad[0]])
        raise MatrixError(
            f"A (sparse, {A.shape[0]}×{A.shape[1]}) has {len(bad)} entries that are not finite, the first is "
            f"A[{i}, {j}] = {A.data[bad[0]]}. Missing values, a division by zero or an overflow before this call are "
            "the likeliest cause. Leave those rows out."
        )


def shape(A: Any) -> str:
    return "(" + "×".join(str(length) for length in np.shape(A)) + ")"


def dimensions(array: Any) -> str:
    if array.ndim == 1:
        n = len(array)
        return (
            f"A has shape ({n},): a vector, not a matrix. "
            f"As one column use A.reshape(-1, 1) ({n}×1), as one row A.reshape(1, -1) (1×{n})."
        )
    if array.ndim == 0:
        return f"A is the single value {array[()]!r}, not a matrix. Pass a 2-d array such as [[1.0, 2.0], [3.0, 4.0]]."
    return (
        f"A {shape(array)} has {array.ndim} dimensions, a matrix has 2. "
        "Decompose one slice at a time, or flatten: A.reshape(len(A), -1)."
    )


def not_finite(array: Any, bad: int, i: int, j: int, library: str = "np") -> str:
    return (
        f"A {shape(array)} has {bad} entries that are not finite, the first is A[{i}, {j}] = {array[i, j]}. "
        "Missing values, a division by zero or an overflow before this call are the likeliest cause. "
        f"Leave those rows out: A[{library}.isfinite(A).all(1)]."
    )
