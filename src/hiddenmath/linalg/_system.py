"""A square matrix, made ready: in double precision, its structure known, its size within range."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike

from hiddenmath.linalg._arrays import Matrix, MatrixError, as_matrix, refuse_infinite, type_of_answer
from hiddenmath.linalg._library import NUMPY, Library
from hiddenmath.linalg._range import harmless, shift, shifted
from hiddenmath.linalg._structure import Structure, as_rows, look, look_sparse, square


class System(NamedTuple):
    """`A`·2^`exponent` is the given matrix: a 2-d array, row by row in memory, or a SciPy sparse array where zeros make
    that cheaper, or an array of the library `at`. A may be the caller's own memory."""

    A: Any
    seen: Structure
    exponent: int
    dtype: DTypeLike
    at: Library = NUMPY


def system(given: Any) -> System:
    """The matrix `given` (n×n, dense or SciPy sparse). Raises MatrixError where it is none."""
    if hasattr(given, "tocoo"):
        A, dtype = as_sparse(given)
        A, exponent = _in_range(A)
        return System(A, look_sparse(square(A)), exponent, dtype)
    if harmless(given):
        matrix, exponent, dtype = given, 0, given.dtype
    else:
        matrix, dtype = as_matrix(given)
        matrix, exponent = _in_range(matrix)
    seen = look(square(matrix))
    return System(_compressed(matrix, seen), seen, exponent, dtype)


def _compressed(A: Matrix, seen: Structure) -> Any:
    """A without its zeros, where the structure is made of them."""
    if seen.name in ("diagonal", "tridiagonal", "banded"):
        return diagonals(A, seen)
    return as_rows(A) if seen.name == "sparse" else A


def as_sparse(A: Any) -> tuple[Any, DTypeLike]:
    """`A` by rows in double precision, without stored zeros, and the dtype its answer should have."""
    from scipy.sparse import csr_array

    if A.ndim != 2 or 0 in A.shape:
        raise MatrixError(f"A is a sparse array of shape {A.shape}, but a system needs an n×n matrix, n ≥ 1.")
    wide = csr_array(A, dtype=np.complex128 if A.dtype.kind == "c" else np.float64, copy=True)
    wide.sum_duplicates()
    wide.eliminate_zeros()
    refuse_infinite(wide)
    return wide, type_of_answer(A.dtype)


def diagonals(A: Any, seen: Structure, at: Library = NUMPY) -> Any:
    """A (n×n, of the library `at`) as the few diagonals that hold something, at home (SciPy's DIA format, which is
    LAPACK's band storage)."""
    from scipy.sparse import dia_array

    n = len(A)
    offsets = range(-seen.lower, seen.upper + 1)
    parts = [at.home(A.diagonal(k)) for k in offsets]
    data = np.zeros((len(offsets), n), parts[0].dtype)
    for row, k, part in zip(data, offsets, parts, strict=True):
        row[max(0, k) : n + min(0, k)] = part
    return dia_array((data, list(offsets)), shape=(n, n))


def _in_range(A: Any) -> tuple[Any, int]:
    """A divided by the power of two that brings its largest entry near 1, if that is far away."""
    values = A if isinstance(A, np.ndarray) else A.data
    exponent = shift(values)
    if exponent == 0 or isinstance(A, np.ndarray):
        return shifted(A, -exponent) if exponent else A, exponent
    A.data = shifted(values, -exponent)
    return A, exponent
