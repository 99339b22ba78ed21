"""Linear regression: the plane that leaves the smallest squares, and how sure its slopes are."""

import warnings
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._spread import scaled
from hiddenmath.linalg import AccuracyWarning, lstsq
from hiddenmath.linalg._centred import centred
from hiddenmath.linalg._lstsq import fitted

Array = NDArray[np.float64]


class Linear(NamedTuple):
    """y ≈ intercept + X · coefficients.

    `error` bounds the error of the coefficients, each counted in the spread of its column (the length of the centred
    column), relative to the length of all. `rank` of `n` columns are independent once a mean is taken off; `condition`
    is that of the centred columns at length 1, with the ridge. `warning`: what the least-squares solver warned of.
    `mean` (n,) and `height` of the columns and of y are sums of two parts, of which one rounds to the other.
    """

    intercept: float
    coefficients: Array
    error: float
    rank: int
    condition: float
    warning: str
    mean: tuple[Array, Array]
    height: tuple[float, float]

    def predict(self, X: Array) -> Array:
        """The answer (m,) for rows X (m×n)."""
        answer: Array = self.intercept + X @ self.coefficients
        return answer

    def residuals(self, X: Array, y: Array) -> Array:
        """What is left of y (m,), computed from differences to the means, which are exact where the means are large."""
        left: Array = ((y - self.height[0]) - self.height[1]) - ((X - self.mean[0]) - self.mean[1]) @ self.coefficients
        return left


def linear(X: Array, y: Array, ridge: float = 0.0) -> Linear:
    """The intercept b and the coefficients w with the smallest ‖y − b − X w‖² + ridge ‖w‖²; X (m×n), y (m,).

    The columns are centred, which takes b out of the equations, and brought to length 1, so that no unit makes the
    condition worse. Where many w are equally good, the one that is shortest in those units. Cost: for a tall X of full
    rank mn² + 12mn, and no second matrix as large; else one `lstsq`.
    Source: Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning", 2nd edition, section 3.4.1.

    >>> found = linear(np.array([[0.0], [1.0], [2.0]]), np.array([1.0, 3.0, 5.0]))
    >>> round(found.intercept, 12), found.coefficients.round(12)
    (1.0, array([2.]))
    """
    X = np.ascontiguousarray(X)
    m, n = X.shape
    if tall := centred(X, y, ridge) if m >= 2 * n > 0 else None:
        equations, (mean, rest, length, height, rise) = tall
        fit = fitted(equations)
        v, error, warning = fit.X[:, 0], float(fit.error[0]), fit.warning(X.dtype)
        rank, condition = fit.found.rank, fit.cond
    else:
        Z, mean, rest, length = scaled(X)
        h, whole, part, size = scaled(y[:, None])
        height, rise = (float(whole[0]), float(part[0])), float(size[0])
        v, error, rank, condition, warning = _written_down(Z, h[:, 0], np.sqrt(ridge) / length)
    w = v * (rise / length)
    intercept = float(height[0] + (height[1] - rest @ w - mean @ w))
    relative = float(error / max(np.linalg.norm(v), np.finfo(float).tiny))
    return Linear(intercept, w, relative, rank, condition, warning, (mean, rest), height)


def _written_down(Z: Array, h: Array, below: Array) -> tuple[Array, float, int, float, str]:
    """The v with the smallest ‖h − Z v‖² + ‖below ∘ v‖², 0 where a column of Z is; its error, the rank, the condition
    number and the warning."""
    if not Z.shape[1]:
        return np.empty(0), 0.0, 0, 1.0, ""
    rows = np.diag(below) if below.any() else np.empty((0, len(below)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", AccuracyWarning)  # it is in the answer
        answer = lstsq(np.vstack([Z, rows]), np.concatenate([h, np.zeros(len(rows))]))
    return np.where(Z.any(axis=0), answer.x, 0), float(answer.error), answer.rank, answer.cond, answer.warning


def spread(X: Array, weights: Array | None = None) -> Array:
    """The square roots (n + 1,) of the diagonal of (AᵀWA)⁻¹ for A = [1, X], W = diag(weights), here all 1 by default.

    Times the standard deviation of the noise these are the standard errors of the intercept and the coefficients: for
    √W·A = Q R the rows of R⁻¹ have these lengths, and the product is never formed. Columns are at length 1. Cost: 2mn².
    """
    from scipy.linalg import solve_triangular

    root = np.ones(len(X)) if weights is None else np.sqrt(weights)
    Z, mean, rest, length = scaled(X)
    A = np.column_stack([np.ones(len(X)), Z]) * root[:, None]
    width = np.linalg.norm(A, axis=0)
    R = np.linalg.qr(A / width, mode="r")
    half = (
        solve_triangular(R, np.eye(len(width))) / width[:, None]
    )  # half · halfᵀ is the inverse, in the centred columns
    half[1:] /= length[:, None]
    half[0] -= (mean + rest) @ half[1:]
    answer: Array = np.linalg.norm(half, axis=1)
    return answer
