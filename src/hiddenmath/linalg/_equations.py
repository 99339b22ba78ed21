"""A X = B as least squares sees it: by sums over its rows, which lie in memory or on a device (here) or in blocks."""

from collections.abc import Callable
from math import sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.linalg._arrays import Matrix, MatrixError, as_matrix
from hiddenmath.linalg._bounds import Vector
from hiddenmath.linalg._lapack import adjoint_times, gram, times
from hiddenmath.linalg._library import NUMPY, Library
from hiddenmath.linalg._range import harmless, shift, shifted
from hiddenmath.linalg._rhs import as_columns, native_columns, unit_columns
from hiddenmath.linalg._tall import adjoint, lengths
from hiddenmath.linalg._tensor import tensor

# Sums run over blocks of so many rows: rounding then grows with ROWS + m/ROWS terms instead of m. Devices are given
# more at once, because each of their products takes a while to begin.
ROWS, MORE_ROWS = 1024, 8192


class Equations(NamedTuple):
    """A X = B, A (m×n), B (m×k); with a ridge, `_with_ridge` made both, and only the first `unknowns` rows of X count.

    The A that was given is A·2^`exponent`, column j of the given b is column j of B·2^`exponents`[j]; `dtype`: that of
    the answer; `double`: that of all that is computed. At home, as arrays of NumPy:
    `sums(X)` = AᴴR (n×k) and under it the squared norms of the columns of R = B − A X; `first()` = (AᴴA, sums(0)); all
    as exact as sums of `terms` terms. `right()`: the norms of the columns of B; `left(X)`: those of R, without the rows
    of a ridge. `decompose(tol)`: the shortest best X and the singular values of A; those up to tol·σ₁ count as zero.
    """

    shape: tuple[int, int]
    unknowns: int
    terms: int
    dtype: np.dtype[Any]
    double: np.dtype[Any]
    exponent: int
    exponents: NDArray[np.int64]
    first: Callable[[], tuple[Matrix, Matrix]]
    sums: Callable[[Matrix], Matrix]
    right: Callable[[], Vector]
    left: Callable[[Matrix], Vector]
    decompose: Callable[[float], tuple[Matrix, Vector]]


def in_memory(A: Any, b: Any, ridge: float, library: Library) -> Equations:
    """The equations A x = b for an A of NumPy, PyTorch or JAX."""
    ready = library is NUMPY and harmless(A)
    if library is NUMPY:
        given, of_A = (A, A.dtype) if ready else as_matrix(A)
        columns, of_b = as_columns(b, len(given))
    else:
        given, of_A = A, tensor(A, library)[1]
        columns, of_b = native_columns(b, len(given), library)
    dtype = np.result_type(of_A, of_b)
    double = np.result_type(dtype, np.float64)
    m, n = given.shape
    B, exponents = unit_columns(library.cast(columns, double), library)
    stacked, right = _with_ridge(given, B, ridge, library, double)
    stacked, exponent = _in_range(stacked, ready and ridge == 0, library, double)
    block = min(len(stacked), _rows(library))
    return Equations(
        shape=tuple(stacked.shape),
        unknowns=n,
        terms=block + len(stacked) // block + 1,
        dtype=dtype,
        double=double,
        exponent=exponent,
        exponents=exponents,
        first=lambda: (products(stacked, double, library), sums(stacked, right, None, library)),
        sums=lambda X: sums(stacked, right, X, library),
        right=lambda: lengths(B),
        left=lambda X: norms(sums(stacked[:m, :n], B, X[:n], library)),
        decompose=lambda tol: decompose(stacked, right, tol, library),
    )


def _with_ridge(A: Any, B: Any, ridge: float, library: Library, double: np.dtype[Any]) -> tuple[Any, Any]:
    """[A; √ridge I] and [B; 0] for tall A; [A, √ridge I] and B for wide A, whose shortest solution begins with x."""
    if ridge == 0:
        return A, B
    m, n = A.shape
    A, concat = library.cast(A, double), library.xp.concat
    diagonal = library.send(sqrt(ridge) * np.eye(min(m, n), dtype=double))
    if m < n:
        return concat([A, diagonal], axis=1), B
    return concat([A, diagonal]), concat([B, library.send(np.zeros((n, B.shape[1]), double))])


def _in_range(A: Any, ready: bool, library: Library, double: np.dtype[Any]) -> tuple[Any, int]:
    """A·2^−e in double precision, so that no square of it leaves the range, and e: 0 for what is `ready`."""
    if library is not NUMPY:
        seen = tensor(A, library)[0]
        return seen.array, seen.exponent
    A = library.cast(A, double)
    exponent = 0 if ready else shift(A)
    return shifted(A, -exponent), exponent


def _rows(library: Library) -> int:
    return ROWS if library is NUMPY else MORE_ROWS


def products(A: Any, double: np.dtype[Any], library: Library = NUMPY) -> Matrix:
    """AᴴA, as in `Equations`. One pass over A."""
    if library is NUMPY:
        return gram(A, ROWS)
    blocks = (library.cast(A[i : i + MORE_ROWS], double) for i in range(0, len(A), MORE_ROWS))
    return library.home(sum(adjoint_times(block, block) for block in blocks))


def sums(A: Any, B: Any, X: Matrix | None, library: Library = NUMPY) -> Matrix:
    """AᴴR and the squared norms of the columns of R = B − A X, X = 0 if None, as in `Equations`. One pass over A."""
    xp, rows = library.xp, _rows(library)
    X = None if X is None else library.send(X)
    total: Any = 0.0
    for i in range(0, len(A), rows):
        block, R = xp.astype(A[i : i + rows], B.dtype, copy=False), B[i : i + rows]
        if X is not None:
            R = R - times(block, X)
        total = total + xp.concat([adjoint_times(block, R), (abs(R) ** 2).sum(axis=0)[None]])
    return library.home(total)


def norms(sums: Matrix) -> Vector:
    """The norms of the columns of R, from `sums`."""
    found: Vector = np.sqrt(sums[-1].real)
    return found


def decompose(A: Any, B: Any, tol: float, library: Library = NUMPY) -> tuple[Matrix, Vector]:
    """The shortest best X with A X = B by the singular value decomposition, and the singular values of A."""
    if library is NUMPY:
        from scipy.linalg import lstsq as gelsd

        X, _, _, s = gelsd(A, B, cond=tol, check_finite=False)
        return X, s
    U, s, Vt = library.xp.linalg.svd(library.xp.astype(A, B.dtype, copy=False), full_matrices=False)
    values = library.home(s)
    r = int((values > tol * values[0]).sum())
    X = adjoint(Vt[:r]) @ ((adjoint(U[:, :r]) @ B) / s[:r, None])
    return library.home(X), values


def checked_ridge(ridge: float) -> float:
    """`ridge`, where it can weigh ‖x‖²."""
    if not isinstance(ridge, int | float | np.integer | np.floating) or not 0 <= ridge < np.inf:
        raise MatrixError(f"ridge is {ridge!r}, but it is the weight of ‖x‖²: a number ≥ 0, such as 1e-3.")
    return float(ridge)
