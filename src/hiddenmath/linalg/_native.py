"""Arrays of PyTorch and JAX, checked and widened where they lie."""

from typing import Any

import numpy as np

from hiddenmath.linalg._arrays import MatrixError, checked
from hiddenmath.linalg._library import NUMPY, Library, library_of
from hiddenmath.linalg._rhs import as_columns

NARROW = {
    "float16": "float32", "bfloat16": "float32", "float32": "float32", "complex32": "complex64", "complex64": "complex64",
}  # fmt: skip


def answer_dtype(A: Any, at: Library) -> np.dtype[Any]:
    """The dtype that an answer for A should have: that for an array of NumPy, as far as the library has it."""
    name = str(A.dtype).removeprefix("torch.")
    narrow = NARROW.get(name, "float32" if at.single else "float64")
    return np.dtype(narrow if name != "complex128" else name)


def widened(A: Any, at: Library) -> Any:
    """A in double precision; the same memory where it is."""
    xp = at.xp
    return xp.astype(A, xp.complex128 if xp.isdtype(A.dtype, "complex floating") else xp.float64, copy=False)


def largest(A: Any, at: Library) -> float:
    """The largest |entry| of A, complex ones up to a factor of √2; not finite unless all entries are."""
    xp = at.xp
    parts = (xp.real(A), xp.imag(A)) if xp.isdtype(A.dtype, "complex floating") else (A,)
    ends = [at.home(xp.astype(end(part), xp.float64)) for part in parts for end in (xp.min, xp.max)]
    return float(np.max(np.abs(ends)))


def checked_native(A: Any, at: Library) -> float:
    """The largest |entry| of A, where A is a matrix of finite numbers. What is none comes home, to be refused in the
    same words as an array of NumPy."""
    if at.name == "PyTorch" and str(A.layout) != "torch.strided":
        raise MatrixError(f"A {tuple(A.shape)} is a sparse tensor ({A.layout}), but must be dense. Pass A.to_dense().")
    if A.ndim != 2 or 0 in A.shape:
        checked(at.home(widened(A, at)))
    most = largest(A if at.xp.isdtype(A.dtype, ("real floating", "complex floating")) else widened(A, at), at)
    if not np.isfinite(most):
        checked(at.home(widened(A, at)))
    return most


def native_columns(b: Any, m: int, at: Library) -> tuple[Any, np.dtype[Any]]:
    """b as m×k columns in double precision beside A, which is of the library `at`, and the dtype its answer should
    have; b may be NumPy's."""
    other = library_of(b, "b")
    if other is NUMPY:
        columns = as_columns(b, m)[0]
        return at.send(columns), answer_dtype(np.asarray(b), at)
    if other != at:
        raise MatrixError(
            f"A is an array of {at.name} on {at.device}, b one of {other.name} on {other.device}, and x is to lie "
            "beside both. Move one of them first."
        )
    wide = widened(b, at)
    if b.ndim not in (1, 2) or b.shape[0] != m or 0 in b.shape or not bool(at.xp.all(at.xp.isfinite(b))):
        as_columns(at.home(wide), m)  # refuses it
    return at.xp.reshape(wide, (m, -1)), answer_dtype(b, at)
