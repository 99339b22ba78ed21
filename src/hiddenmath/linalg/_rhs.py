"""What counts as a right-hand side b: one vector, or the columns of a matrix, as long as A has rows."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from hiddenmath.linalg._arrays import Matrix, MatrixError, type_of_answer
from hiddenmath.linalg._dask import is_dask
from hiddenmath.linalg._library import NUMPY, Library, library_of
from hiddenmath.linalg._range import columns_shifted
from hiddenmath.linalg._tall import is_complex
from hiddenmath.linalg._tensor import answer_dtype


def as_columns(b: ArrayLike, m: int) -> tuple[Matrix, DTypeLike]:
    """`b` as m×k columns in double precision, column by column in memory, and the dtype its answer should have.

    Always a copy. Raises MatrixError where b does not have m rows, naming the likeliest slip.
    """
    if is_dask(b):
        raise MatrixError("b is a Dask array, A is none, and x can be of one kind only. Pass b.compute().")
    other = library_of(b, "b")
    if other is not NUMPY:
        remedy = "b.numpy(force=True)" if other.name == "PyTorch" else "numpy.asarray(b)"
        raise MatrixError(f"b is an array of {other.name}, A is none, and x can be of one library only. Pass {remedy}.")
    try:
        array = np.asarray(b)
    except ValueError:
        raise MatrixError(
            "b is ragged: its rows differ in length. Give every row the same number of entries."
        ) from None
    if hasattr(b, "toarray"):
        raise MatrixError(f"b is a sparse {type(b).__name__}; the solution is dense anyway. Pass b.toarray().")
    if isinstance(b, np.ma.MaskedArray):
        raise MatrixError("b has a mask, which solving would ignore. Fill it first: b.filled(value).")
    if array.dtype.kind not in "biufc":
        raise MatrixError(f"b has dtype {array.dtype}, no plain numbers. Convert it: b.astype(float).")
    if array.ndim not in (1, 2) or len(array) != m or array.size == 0:
        raise MatrixError(misfit(array.shape, m))
    if not np.isfinite(array).all():
        first = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
        at = ", ".join(map(str, first))
        raise MatrixError(
            f"b has entries that are not finite, the first is b[{at}] = {array[first]}. Missing values, a division by "
            "zero or an overflow before this call are the likeliest cause. Leave those equations out."
        )
    wide = array.astype(np.complex128 if array.dtype.kind == "c" else np.float64, order="F")
    return wide.reshape(m, -1, order="F"), type_of_answer(array.dtype)


def native_columns(b: Any, m: int, at: Library) -> tuple[Any, DTypeLike]:
    """`as_columns` for an A of another library: the columns lie beside A. b may be NumPy's; then it is sent there."""
    other = library_of(b, "b")
    if other is NUMPY:
        columns, dtype = as_columns(b, m)
        wide = at.whole if dtype == np.float64 else np.result_type(at.whole, np.complex64)
        return at.send(columns), wide if np.dtype(dtype).char in "dD" else dtype
    if other != at:
        raise MatrixError(
            f"A is an array of {at.name} on {at.device}, b one of {other.name} on {other.device}, and x can lie in one "
            "place only. Move one of them first."
        )
    name = str(b.dtype).removeprefix("torch.")
    wide = at.cast(b, np.complex128 if is_complex(b) else np.float64)
    if b.ndim not in (1, 2) or b.shape[0] != m or 0 in b.shape or not bool(at.xp.all(at.xp.isfinite(wide))):
        as_columns(at.home(wide), m)  # refuses it
    return at.xp.reshape(wide, (m, -1)), answer_dtype(name, at)


def unit_columns(B: Any, at: Library = NUMPY) -> tuple[Any, NDArray[np.int64]]:
    """B with each column divided, exactly, by a power of two that brings it near 1; and the exponents of these."""
    xp = at.xp
    parts = (xp.real(B), xp.imag(B)) if is_complex(B) else (B,)
    largest = np.max([at.home(xp.max(xp.abs(part), axis=0)) for part in parts], axis=0)
    exponents = np.frexp(largest)[1].astype(np.int64)
    return columns_shifted(B, -exponents, at), exponents


def misfit(shape: tuple[int, ...], m: int) -> str:
    said = f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"
    start = f"b has shape {said}, but A has {m} rows: b needs shape ({m},), or ({m}, k) for k right-hand sides."
    if len(shape) == 0:
        return f"{start} For the same number in every equation use np.full({m}, b)."
    if 0 in shape:
        return f"{start} It is empty: was every row filtered out before?"
    if len(shape) > 2:
        return f"{start} Flatten the later dimensions first: b.reshape({shape[0]}, -1)."
    if len(shape) == 2 and shape[1] == m:
        return f"{start} It lies on its side: pass b.T" + (", or b.ravel() for a vector x." if shape[0] == 1 else ".")
    if len(shape) == 2 and shape[0] * shape[1] == m:
        return f"{start} It holds {m} numbers: b.ravel() makes them one vector."
    return f"{start} Each row of A is one equation and needs one number in b. Were rows dropped from one of them?"
