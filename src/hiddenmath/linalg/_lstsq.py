"""The x with the smallest ‖A x − b‖: where there are more equations than unknowns, or fewer, or some follow."""

import warnings
from time import perf_counter
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.linalg._arrays import Matrix, MatrixError
from hiddenmath.linalg._blocks import RowBlocks
from hiddenmath.linalg._bounds import UNIT, Vector
from hiddenmath.linalg._by_rows import of_dask, of_row_blocks
from hiddenmath.linalg._dask import array, is_dask
from hiddenmath.linalg._equations import Equations, checked_ridge, in_memory, norms
from hiddenmath.linalg._library import Library, library_of
from hiddenmath.linalg._normal import normal
from hiddenmath.linalg._range import columns_shifted
from hiddenmath.linalg._rank import Rank, cut, perturbation
from hiddenmath.linalg._singular import AccuracyWarning, half_lost

# AᴴA is worth a try from twice as many rows as columns on, and where LAPACK takes more than a moment.
TALL, LARGE = 2, 10_000


class LeastSquares(NamedTuple):
    """The x with the smallest ‖A x − b‖² + ridge ‖x‖², the shortest one where there are many; and how far from it.

    - `x` (n,) or (n, k). `error`: bounds ‖x − exact‖₂; one number, or one a column of b.
    - `certainty`: "proved", or "estimated" where the bound rests on how exact LAPACK's decompositions are in practice;
      below full rank it holds for A without the singular values up to `tolerance`.
    - `residual` = ‖A x − b‖₂; one number, or one a column. `rank` singular values are above `tolerance`.
    - `cond`: the largest singular value by the smallest one above `tolerance`; with a ridge, those of A with √ridge·I
      below it.
    - `method`: "normal equations" or "SVD". `warning`: what was warned of, or "". `seconds`: wall time.
    """

    x: Any
    error: Any
    certainty: Literal["proved", "estimated"]
    residual: Any
    rank: int
    tolerance: float
    cond: float
    method: Literal["normal equations", "SVD"]
    warning: str
    seconds: float


class Fit(NamedTuple):
    """The columns X (n×k), a bound on the error of each and the norm of its residual (k,), and what they rest on."""

    X: Matrix
    error: Vector
    residual: Vector
    found: Rank
    method: Literal["normal equations", "SVD"]
    condition: float

    @property
    def cond(self) -> float:
        """The largest singular value by the smallest one that counts."""
        return _cond(self.found)

    def warning(self, dtype: np.dtype[Any]) -> str:
        """What is to be said where the rounding of data of this precision can change half of the digits of X."""
        return half_lost(self.condition, dtype) if self.condition**2 * np.finfo(dtype).eps > 1 else ""


def lstsq(A: Any, b: Any, ridge: float = 0.0) -> LeastSquares:
    """The x with the smallest ‖A x − b‖² + ridge ‖x‖², for A (m×n) of any shape and rank and b (m,) or (m, k).

    Where many x are best, the shortest. The singular value decomposition (LAPACK's gelsd) decides; for tall A of
    clearly full rank the normal equations with a correction, which are several times faster and, as their bound
    proves, not less accurate. A ridge is a set of n more equations √ridge·x = 0 (for wide A: n more unknowns).
    Computed in float64 or complex128; the answer has the precision of A and b, which also sets the tolerance below
    which a singular value counts as zero: max(m, n)·ε·σ₁. Raises MatrixError where A or b cannot be used; warns with
    AccuracyWarning where the rounding of the data alone can change half of the digits of x. Cost: mn² for the normal
    equations, 2mn² + 12n³ for the other (m ≥ n).

    A: any finite 2-d array of NumPy, PyTorch, JAX or Dask, or `RowBlocks`; b: of the same library, or NumPy's. x, and
    for several columns its error and residual, come back in A's library, beside A. A Dask array or row blocks are read
    three times; five times where the normal equations seemed safe and were not. In their place triangular factors of
    the blocks are joined two by two, and the last one is decomposed here. So n×n numbers must fit into this machine's
    memory, and for m < n all of A. Persist a Dask array that is dear to compute.

    Source: Björck, "Numerical Methods for Least Squares Problems", 1996, sections 1.4 (the bound) and 6.6.5; Demmel,
    Grigori, Hoemmen, Langou, "Communication-optimal parallel and sequential QR", 2012 (the triangular factors).

    >>> answer = lstsq([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]], [1.0, 3.0, 5.0])
    >>> answer.x.round(12), answer.rank, bool(answer.error < 1e-13)
    (array([1., 2.]), 2, True)
    >>> lstsq([[1.0, 1.0]], [2.0]).x.round(12)
    array([1., 1.])
    """
    start = perf_counter()
    ridge, library, _ = checked_ridge(ridge), library_of(A), library_of(b, "b")
    with library.double():
        equations = _equations(A, b, ridge, library)
        dtype, exponent, exponents = equations.dtype, equations.exponent, equations.exponents
        fit = fitted(equations)
        if warning := fit.warning(dtype):
            warnings.warn(warning, AccuracyWarning, stacklevel=2)
        n = equations.unknowns
        residual = np.ldexp(equations.left(fit.X) if ridge else fit.residual, exponents)
        X, error = _in_dtype(fit.X[:n], fit.error, exponents - exponent, dtype)
        x = library.send(X.reshape((n, *np.shape(b)[1:])))
        x = array(x, (A.chunks[1], -1)[: x.ndim]) if is_dask(A) else x
        if np.ndim(b) == 1:
            error, residual = error[0], residual[0]
        else:
            error, residual = library.bounds(error, dtype), library.bounds(residual, dtype)
    certainty: Literal["proved", "estimated"] = "proved" if fit.method == "normal equations" else "estimated"
    tolerance = float(np.ldexp(fit.found.tolerance, exponent))
    rest = (fit.found.rank, tolerance, fit.cond, fit.method, warning)
    return LeastSquares(x, error, certainty, residual, *rest, seconds=perf_counter() - start)


def _equations(A: Any, b: Any, ridge: float, library: Library) -> Equations:
    if is_dask(A):
        return of_dask(A, b, ridge)
    if isinstance(A, RowBlocks):
        return of_row_blocks(A, b, ridge)
    return in_memory(A, b, ridge, library)


def fitted(equations: Equations) -> Fit:
    """The shortest least-squares solution of the equations."""
    m, n = shape = equations.shape
    quick = normal(equations) if m >= TALL * n and m * n >= LARGE else None
    if quick is not None:
        found = cut(quick.s, shape, equations.dtype)
        if found.rank == n:
            error = quick.error + 4 * UNIT * np.linalg.norm(quick.X, axis=0)  # the rounding of √ridge
            moved = _sensitivity(quick.b, quick.X, quick.residual, found)
            return Fit(quick.X, error, quick.residual, found, "normal equations", _condition(quick.X, moved, found))
    X, s = equations.decompose(max(m, n) * float(np.finfo(equations.dtype).eps))
    found = cut(s, shape, equations.dtype)
    b = equations.right()
    if found.rank == 0:
        return Fit(X, np.zeros(X.shape[1]), b, found, "SVD", 1.0)
    r = norms(equations.sums(X))
    moved = _sensitivity(b, X, r, found)
    κ, ε = _cond(found), perturbation(found, shape) / float(s[0])
    grown = κ * ε / (1 - κ * ε) if κ * ε < 1 else np.inf
    return Fit(X, grown * moved, r, found, "SVD", _condition(X, moved, found))


def _cond(found: Rank) -> float:
    return float(found.s[0] / found.s[found.rank - 1]) if found.rank else np.inf


def _sensitivity(b: Vector, X: Matrix, r: Vector, found: Rank) -> Vector:
    """2‖x‖ + ‖b‖/σ₁ + κ‖r‖/σ₁ for each column: times κ, how far a relative change of A and b moves x (Björck 1.4.6)."""
    first = float(found.s[0])
    total: Vector = 2 * np.linalg.norm(X, axis=0) + (b + _cond(found) * r) / first
    return total


def _condition(X: Matrix, moved: Vector, found: Rank) -> float:
    """How much a relative change of A and b can grow in the columns of X."""
    size = np.linalg.norm(X, axis=0)
    if not size.any():
        return 1.0
    return float((_cond(found) * moved[size > 0] / size[size > 0]).max())


def _in_dtype(X: Matrix, error: Vector, exponents: NDArray[np.int64], dtype: np.dtype[Any]) -> tuple[Matrix, Vector]:
    """X and its error in the scale and the precision of the answer; what that rounds is added to the error."""
    exact: Matrix = columns_shifted(X, exponents)
    with np.errstate(over="ignore", under="ignore"):  # told below
        x = exact.astype(dtype)
        error = np.ldexp(error, exponents)
    if not np.isfinite(x).all():
        raise MatrixError(f"x overflows {dtype}. Divide b by a power of two, or measure the unknowns in a larger unit.")
    return x, np.where(error > 0, np.nextafter(error, np.inf), 0) + np.linalg.norm(exact - x, axis=0)
