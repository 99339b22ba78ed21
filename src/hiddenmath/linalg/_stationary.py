"""The stationary distribution of a damped random walk (PageRank), with a bound on its ℓ₁ error."""

from time import perf_counter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hiddenmath.linalg._arrays import MatrixError, only_numpy
from hiddenmath.linalg._bounds import Vector, gamma
from hiddenmath.linalg._operator import Operator, operator
from hiddenmath.linalg._range import shifted


class Stationary(NamedTuple):
    """`x` (n,): probabilities, which sum to 1; ‖x − exact‖₁ ≤ `error`, rounding included; products with P; seconds."""

    x: Vector
    error: float
    passes: int
    seconds: float


def stationary(P: Any, damping: float = 0.85, jump: ArrayLike | None = None, tol: float = 1e-9) -> Stationary:
    """The x with x = damping·P x + (1 − damping)·jump: where a walker is who now and then jumps.

    P (n×n): column-stochastic (each column ≥ 0 sums to 1), dense or sparse; a column of zeros (a page without links)
    counts as `jump`. damping: 0 < d < 1; jump (n,): probabilities, uniform by default. The map shrinks ℓ₁ distances by
    d, therefore the distance to x is at most ‖map(x) − x‖₁/(1 − d), and log(tol)/log(d) steps are enough; tol bounds
    the ℓ₁ error of x. Raises MatrixError naming the first column that is no distribution. Cost: one product a step.

    Source: S. Brin, L. Page, 1998; the bound is Banach's, 1922.

    >>> P = np.array([[0.0, 1.0], [1.0, 0.0]])
    >>> stationary(P).x
    array([0.5, 0.5])
    """
    start = perf_counter()
    only_numpy(P)
    matrix, _ = operator(P)
    n = matrix.shape[0]
    v, dangling = _checked(matrix, damping, jump, tol)
    _refuse_negative(P, n)
    x, rounding = v, (gamma(n + 3, v) + gamma(8, v)) / (1 - damping)
    scale = 2.0**matrix.exponent
    passes, error = 0, np.inf
    while error > max(tol, 3 * rounding):
        passes += 1
        stay = matrix.times(x[:, None])[:, 0] * scale + x[dangling].sum() * v
        y = damping * stay + (1 - damping) * v
        y /= y.sum()
        error = damping / (1 - damping) * float(np.abs(y - x).sum()) + 2 * rounding
        x = y
    return Stationary(x, error, passes, perf_counter() - start)


def _checked(A: Operator, damping: float, jump: ArrayLike | None, tol: float) -> tuple[Vector, NDArray[np.intp]]:
    """`jump` as probabilities, and which columns are zero."""
    m, n = A.shape
    if m != n:
        raise MatrixError(f"P ({m}×{n}) is not square: a walk needs one row and one column for each place.")
    if not 0 < damping < 1 - 1e-4:
        raise MatrixError(f"damping is {damping}, but it is a probability above 0 and below 0.9999, such as 0.85.")
    if not 0 < tol < 1:
        raise MatrixError(f"tol is {tol}, but it bounds an error of probabilities: between 0 and 1, such as 1e-9.")
    v = np.full(n, 1 / n) if jump is None else np.array(jump, np.float64)
    if v.shape != (n,) or not (v >= 0).all() or not 0 < v.sum() < np.inf:
        raise MatrixError(f"jump has shape {v.shape}: for P ({n}×{n}) it must be {n} numbers ≥ 0 that are not all 0.")
    if A.dtype.kind == "c":
        raise MatrixError(f"P ({n}×{n}) is complex, but it holds probabilities. Pass P.real.")
    columns = A.adjoint(np.ones((n, 1)))[:, 0]
    columns = shifted(columns, A.exponent)
    wrong = np.flatnonzero(np.abs(columns - 1) > gamma(n + 2, v) + 1e-12)
    wrong = wrong[columns[wrong] != 0]
    if len(wrong):
        raise MatrixError(
            f"P ({n}×{n}) is not column-stochastic: column {wrong[0]} sums to {columns[wrong[0]]:.10g}, not to 1. "
            "If its rows do, pass P.T; if it counts links, or is rounded to float32, divide each column by its sum, in "
            "float64."
        )
    return v / v.sum(), np.flatnonzero(columns == 0)


def _refuse_negative(P: Any, n: int) -> None:
    if not hasattr(P, "matmat"):  # of an operator no entry can be seen
        least = float(P.tocsr(copy=True).min() if hasattr(P, "toarray") else np.min(P))
        if least < 0:
            raise MatrixError(f"P ({n}×{n}) has negative entries, the smallest is {least:.6g}: no probabilities.")
