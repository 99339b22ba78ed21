"""Linear regression: the plane that leaves the smallest squares, and how sure its slopes are."""

import warnings
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._spread import scaled
from hiddenmath.linalg import AccuracyWarning, lstsq, svd

Array = NDArray[np.float64]


class Linear(NamedTuple):
    """y ≈ intercept + X · coefficients, with `residuals` (m,) left.

    `error` bounds the error of the coefficients, each counted in the spread of its column (the length of the centred
    column), relative to the length of all. `rank` of `n` columns are independent once a mean is taken off; `condition`
    is that of the centred columns at length 1, with the ridge. `warning`: what the least-squares solver warned of.
    """

    intercept: float
    coefficients: Array
    residuals: Array
    error: float
    rank: int
    condition: float
    warning: str

    def predict(self, X: Array) -> Array:
        """The answer (m,) for rows X (m×n)."""
        answer: Array = self.intercept + X @ self.coefficients
        return answer


def linear(X: Array, y: Array, ridge: float = 0.0) -> Linear:
    """The intercept b and the coefficients w with the smallest ‖y − b − X w‖² + ridge ‖w‖²; X (m×n), y (m,).

    The columns are centred, which takes b out of the equations, and brought to length 1, so that no unit makes the
    condition worse. Where many w are equally good, the one that is shortest in those units. Cost: one `lstsq`.
    Source: Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning", 2nd edition, section 3.4.1.

    >>> found = linear(np.array([[0.0], [1.0], [2.0]]), np.array([1.0, 3.0, 5.0]))
    >>> round(found.intercept, 12), found.coefficients.round(12)
    (1.0, array([2.]))
    """
    Z, mean, rest, length = scaled(X)
    target, y_mean, y_rest, size = scaled(y[:, None])
    height = target[:, 0]
    n = Z.shape[1]
    if n == 0:
        return Linear(float(y_mean[0] + y_rest[0]), np.empty(0), height * size[0], 0.0, 0, 1.0, "")
    below = np.diag(np.sqrt(ridge) / length) if ridge else np.empty((0, n))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", AccuracyWarning)  # told in `warning`
        answer = lstsq(np.vstack([Z, below]), np.concatenate([height, np.zeros(len(below))]))
    coefficients = np.where(Z.any(axis=0), answer.x, 0) * (size[0] / length)
    intercept = float(y_mean[0] + (y_rest[0] - rest @ coefficients - mean @ coefficients))
    residuals = (height - Z @ answer.x) * size[0]
    error = float(answer.error / max(np.linalg.norm(answer.x), np.finfo(float).tiny))
    return Linear(intercept, coefficients, residuals, error, answer.rank, answer.cond, answer.warning)


def spread(X: Array, weights: Array | None = None) -> Array:
    """The square roots (n + 1,) of the diagonal of (AᵀWA)⁻¹ for A = [1, X], W = diag(weights), here all 1 by default.

    Times the standard deviation of the noise these are the standard errors of the intercept and the coefficients. From
    the singular values of √W·A with its columns at length 1, without forming the product.
    """
    root = np.ones(len(X)) if weights is None else np.sqrt(weights)
    Z, mean, rest, length = scaled(X)
    A = np.column_stack([np.ones(len(X)), Z]) * root[:, None]
    width = np.linalg.norm(A, axis=0)
    s, Vt = svd(A / width)[1:3]
    half = (Vt.T / s) / width[:, None]  # half · halfᵀ is the inverse, in the centred columns
    half[1:] /= length[:, None]
    half[0] -= (mean + rest) @ half[1:]
    answer: Array = np.linalg.norm(half, axis=1)
    return answer
