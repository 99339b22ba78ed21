"""The same least squares by four roads: normal equations, QR, SVD and gradient descent."""

import warnings
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._spread import scaled
from hiddenmath.linalg import AccuracyWarning, SingularError, cond, qr, solve, svd

Array = NDArray[np.float64]
# Of gradient descent: steps at most, operations at most, and the gradient at which it has arrived.
STEPS, WORK, SHORT = 10_000, 3e8, 1e-12


class Route(NamedTuple):
    """What one method found for A (m×n): `columns` says which; NaN where the method broke down. `steps`: 1 where no
    iteration is needed."""

    method: str
    columns: str
    intercept: float
    coefficients: Array
    condition: float
    steps: int


def routes(X: Array, y: Array, ridge: float = 0.0) -> list[Route]:
    """Each method on [1, X] as it is, and on the columns centred and at length 1: the smallest ‖y − b − X w‖² +
    ridge ‖w‖². A ridge is n rows more, √ridge·I, below."""
    m, n = X.shape
    zeros, below = np.zeros(n), np.sqrt(ridge) * np.eye(n) if ridge else np.empty((0, n))
    raw = np.column_stack([np.ones(m), X])
    raw = np.vstack([raw, np.column_stack([np.zeros(len(below)), below])])
    Z, mean, rest, length = scaled(X)
    even = np.vstack(
        [np.column_stack([np.full(m, m**-0.5), Z]), np.column_stack([zeros[: len(below)], below / length])]
    )
    b = np.concatenate([y, np.zeros(len(below))])
    found = []
    for columns, A in (("as they are", raw), ("centred, length 1", even)):
        condition = cond(A).value
        for method, run in METHODS.items():
            x, steps = run(A, b)
            intercept, w = x[0], x[1:]
            if A is even:
                w = w / length
                intercept = intercept * m**-0.5 - (mean @ w + rest @ w)
            found.append(Route(method, columns, float(intercept), w, condition, steps))
    return found


def _normal(A: Array, b: Array) -> tuple[Array, int]:
    """AᵀA x = Aᵀb: the condition number is squared."""
    return _solved(A.T @ A, A.T @ b), 1


def _qr(A: Array, b: Array) -> tuple[Array, int]:
    """R x = Qᵀb, for A = QR."""
    if len(A) < A.shape[1]:
        return np.full(A.shape[1], np.nan), 1
    Q, R = qr(A)[:2]
    return _solved(R, Q.T @ b), 1


def _svd(A: Array, b: Array) -> tuple[Array, int]:
    """x = V S⁻¹ Uᵀb over the singular values that are not zero for all that float64 can tell."""
    U, s, Vt = svd(A)[:3]
    kept = s > max(A.shape) * np.finfo(float).eps * s[0]
    return Vt[kept].T @ ((U[:, kept].T @ b) / s[kept]), 1


def _descent(A: Array, b: Array) -> tuple[Array, int]:
    """x ← x − AᵀA x/σ₁² + Aᵀb/σ₁², until the gradient is short: the error falls by 1 − 1/κ² a step at worst."""
    G, c = A.T @ A, A.T @ b
    rate = 1 / np.linalg.norm(G, 2)
    x = np.zeros(A.shape[1])
    limit = int(np.clip(WORK / G.size, 1, STEPS))
    for step in range(limit):
        gradient = G @ x - c
        if np.linalg.norm(gradient) <= SHORT * np.linalg.norm(c):
            return x, step
        x = x - rate * gradient
    return x, limit


METHODS: dict[str, Callable[[Array, Array], tuple[Array, int]]] = {
    "normal equations": _normal,
    "QR": _qr,
    "SVD": _svd,
    "gradient descent": _descent,
}


def _solved(A: Array, b: Array) -> Array:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", AccuracyWarning)  # the table shows how many digits were lost
        try:
            x: Array = solve(A, b).x
        except SingularError:
            return np.full(len(A), np.nan)
    return x
