"""The solution of A x = b: by the structure that A has, with a bound on its error."""

import warnings
from math import sqrt
from time import perf_counter
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hiddenmath.linalg._arrays import MatrixError
from hiddenmath.linalg._bounds import UNIT, Vector
from hiddenmath.linalg._factors import Factors, ZeroPivot, dense, sparse
from hiddenmath.linalg._forward import estimate, proof, residual
from hiddenmath.linalg._library import NUMPY, Library, library_of
from hiddenmath.linalg._native_factors import native
from hiddenmath.linalg._native_system import native_system
from hiddenmath.linalg._range import columns_shifted
from hiddenmath.linalg._rhs import as_columns, native_columns, unit_columns
from hiddenmath.linalg._singular import AccuracyWarning, half_lost, numerically_singular, zero_pivot
from hiddenmath.linalg._system import System, system
from hiddenmath.linalg._tall import is_complex

# Up to this size an inverse, which proves the bound, costs less than the calls around it.
SMALL = 64
# A proof needs an n×n inverse, 3 GB at this size, even where A itself is sparse.
PROVABLE = 20_000
# Rounding errors of n terms add up to about √n units (Higham and Mary 2019). Where these, times the condition number,
# reach this share of x, not one digit is left, and for all that float64 can tell A is singular.
HOPELESS = 0.1


class Solution(NamedTuple):
    """x with A x = b, and how far from it.

    - `x`: of b's shape. `error`: bounds |x − solution| in every entry, absolute; one number, or one a column of b.
    - `certainty`: "proved" where the bound is a theorem about these numbers, "estimated" where the size of A⁻¹ in it
      comes from an estimator, which can be too small, in practice by a factor of 3 at most.
    - `rcond`: 1/(‖A‖∞ ‖A⁻¹‖∞): 1 at best; 1e-8 means that an error in A or b can grow 10⁸-fold.
    - `backward`: the least relative change of the entries of A and b that makes x exact; one number, or one a column.
    - `structure` was found in A, `method` was used. `warning`: what was warned of, or "". `seconds`: wall time.
    """

    x: Any
    error: Any
    certainty: Literal["proved", "estimated"]
    rcond: float
    backward: Any
    structure: str
    method: str
    warning: str
    seconds: float


class _Solved(NamedTuple):
    """The columns X (n×k) with the error and the backward error of each (k,); `condition`: how much relative changes
    of the entries of A and B can grow in X."""

    X: Any
    error: Vector
    backward: Vector
    certainty: Literal["proved", "estimated"]
    rcond: float
    condition: float


def solve(A: Any, b: ArrayLike, *, prove: bool = False) -> Solution:
    """The x with A x = b, for A (n×n) and b (n,) or (n, k).

    A: any finite square array or SciPy sparse matrix. Its structure is found by itself (see `structure`): diagonal,
    tridiagonal, banded, triangular, symmetric positive definite, sparse or general; each has its factorisation.
    An array of PyTorch or JAX is looked at, factorised and multiplied on its device, where x comes back, and for
    several columns its errors too; b may be of the same library, or NumPy's. There, bands of up to 64 diagonals are
    solved by LAPACK on this machine, wider ones and scattered zeros count as general. `prove=True` spends 4n³
    operations more on a proof of the error bound, which matrices up to 64×64 have anyway. Computed in float64 or
    complex128; the answer has the precision of A and b. Nothing is changed. Cost: 2n³/3 for a general matrix, n³/3 for
    a positive definite one, n²k for a triangular one, in proportion to n for a narrow band; for the bound about as much
    as for ten more columns of b.

    Raises SingularError where no digit of x would be certain, MatrixError where A or b cannot be used. Warns with
    AccuracyWarning where the rounding of the data alone can change half of the digits.

    Method: one step of refinement where x is not yet exact for a system within rounding of A x = b; then
    |x − solution| ≤ ‖|A⁻¹| (|r| + γ(|A||x| + |b|))‖∞, r = b − A x, γ its rounding (Higham, "Accuracy and Stability of
    Numerical Algorithms", 2002, section 7.1 and chapter 12).

    >>> answer = solve([[4.0, 1.0], [1.0, 3.0]], [1.0, 2.0])
    >>> answer.x.round(12), answer.structure, answer.method
    (array([0.09090909, 0.63636364]), 'symmetric positive definite', 'Cholesky')
    >>> bool(answer.error < 1e-14), answer.certainty
    (True, 'proved')
    """
    start = perf_counter()
    library, _ = library_of(A), library_of(b, "b")
    with library.double():
        ready = system(A) if library is NUMPY else native_system(A, library)
        n, at = ready.A.shape[0], ready.at
        if prove and n > PROVABLE:
            raise MatrixError(
                f"prove=True makes an inverse of A ({n}×{n}): {8 * n**2 / 1e9:.0f} GB. Leave it out above {PROVABLE}."
            )
        columns, dtype = as_columns(b, n) if library is NUMPY else native_columns(b, n, library)
        dtype = np.result_type(ready.dtype, dtype)
        B, exponents = unit_columns(columns if at is library else library.home(columns), at)
        factors = _factorise(ready)
        apart = is_complex(B) and factors.dtype.kind != "c"  # A is real: both parts of b are columns of their own
        if apart:
            B = at.xp.concat([at.xp.real(B), at.xp.imag(B)], axis=1)
        solved = _solve(factors, at.cast(B, factors.dtype), prove)
        warning = half_lost(solved.condition, dtype) if solved.condition**2 * np.finfo(dtype).eps > 1 else ""
        if warning:
            warnings.warn(warning, AccuracyWarning, stacklevel=2)
        solved = _joined(solved) if apart else solved
        x, error = _in_dtype(solved, exponents - ready.exponent, dtype, at)
        x = (x if at is library else library.send(x)).reshape(np.shape(b))
        backward = solved.backward
        if np.ndim(b) == 1:
            error, backward = error[0], backward[0]
        else:
            error, backward = library.bounds(error, dtype), library.bounds(backward, dtype)
    report = (solved.certainty, solved.rcond, backward, factors.structure, factors.method, warning)
    return Solution(x, error, *report, seconds=perf_counter() - start)


def _factorise(ready: System) -> Factors:
    try:
        if ready.at is not NUMPY:
            return native(ready.A, ready.seen, ready.at)
        if isinstance(ready.A, np.ndarray):
            return dense(ready.A, ready.seen)
        return sparse(ready.A, ready.seen)
    except ZeroPivot as found:
        raise zero_pivot(ready.A if ready.at is NUMPY else ready.at.home(ready.A), found) from None


def _solve(factors: Factors, B: Any, prove: bool) -> _Solved:
    """The columns X with A X = B. X and B may be as long as A: they stay beside it."""
    at, xp = factors.at, factors.at.xp
    X = factors.solve(B)
    if not bool(xp.all(xp.isfinite(X))):
        raise numerically_singular(len(B), 0.0)
    rest = residual(factors, B, X)
    γ = factors.gamma(8)
    if rest.backward.max() > γ:
        better = X + factors.solve(rest.computed)
        after = residual(factors, B, better)
        if after.backward.max() < rest.backward.max():
            X, rest = better, after
    size = xp.max(xp.abs(X), axis=0)
    weight = (xp.abs(rest.computed) + rest.rounding) / xp.where(size > 0, size, xp.inf)
    W = np.stack([np.ones(len(B)), at.home(xp.max(weight, axis=1))], axis=1)
    bounds = proof(factors, W) if prove or len(B) <= SMALL else None
    certainty: Literal["proved", "estimated"] = "estimated" if bounds is None else "proved"
    if bounds is None:
        bounds = estimate(factors.at_home(factors.solve), factors.at_home(factors.adjoint), W)
    inverse, relative = bounds
    rcond = float(1 / (rest.norm * inverse))
    condition = float(relative / γ)
    if not condition * UNIT * sqrt(factors.terms) < HOPELESS:
        raise numerically_singular(len(B), rcond)
    return _Solved(X, relative * at.home(size), rest.backward, certainty, rcond, condition)


def _joined(solved: _Solved) -> _Solved:
    """Complex columns from those of their real and their imaginary parts."""
    k = len(solved.error) // 2
    (dr, di), both = np.split(solved.error, 2), np.split(solved.backward, 2)
    X = solved.X[:, :k] + 1j * solved.X[:, k:]
    return solved._replace(X=X, error=np.hypot(dr, di), backward=np.maximum(*both))


def _in_dtype(solved: _Solved, exponents: NDArray[np.int64], dtype: np.dtype[Any], at: Library) -> tuple[Any, Vector]:
    """x and its error in the scale and the precision of the answer; what that rounds is added to the error."""
    xp = at.xp
    exact = columns_shifted(solved.X, exponents, at)
    with np.errstate(over="ignore", under="ignore"):  # told below
        x = at.cast(exact, dtype)
        error = np.nextafter(np.ldexp(solved.error, exponents), np.inf)
    if not bool(xp.all(xp.isfinite(x))):
        most = int(np.frexp(float(xp.max(xp.abs(solved.X))))[1] + exponents.max())
        raise MatrixError(
            f"x overflows {dtype}: its entries reach 2^{most}. "
            "Divide b by a power of two, or measure the unknowns in a larger unit."
        )
    return x, np.where(solved.error > 0, error, 0) + at.home(xp.max(xp.abs(x - exact), axis=0))
