"""The same regression by four roads: normal equations, QR, SVD and gradient descent."""

import warnings
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._spread import scaled
from hiddenmath.linalg import AccuracyWarning, SingularError, solve
from hiddenmath.linalg._telling import tell

Array = NDArray[np.float64]
Solve = Callable[[Array, Array], Array]
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


class Columns(NamedTuple):
    """A = [1, X] (m×(n+1)) in some scale, the rows `below` it that make the ridge, and the way back to X."""

    words: str
    A: Array
    below: Array
    back: Callable[[Array], tuple[float, Array]]


def routes(X: Array, y: Array, ridge: float = 0.0) -> list[Route]:
    """Each method on [1, X] as it is, and on the columns centred and at length 1: the smallest ‖y − b − X w‖² +
    ridge ‖w‖². Cost: 6mn² and a few n³."""
    found: list[Route] = []
    for words, A, below, back in both(X, ridge):
        A, b = np.vstack([A, below]), np.append(y, np.zeros(len(below)))
        tell("Solving by four methods", len(found), 8)
        T = _triangle(A, b)  # QR and the SVD both begin with it
        condition = condition_of(T[:, :-1])
        for method, run in METHODS.items():
            x = run(A, b) if run is _normal else run(T[:, :-1], T[:, -1])
            found.append(Route(method, words, *back(x), condition, 1))
        x, steps = _descent(A, b)
        found.append(Route("gradient descent", words, *back(x), condition, steps))
    return found


def both(X: Array, ridge: float) -> list[Columns]:
    """The columns as they are, and centred at length 1."""
    m, n = X.shape
    Z, mean, rest, length = scaled(X)

    def from_even(x: Array) -> tuple[float, Array]:
        w = x[1:] / length
        return float(x[0] * m**-0.5 - (mean @ w + rest @ w)), w

    below = np.column_stack([np.zeros(n), np.sqrt(ridge) * np.eye(n)]) if ridge else np.empty((0, n + 1))
    raw = np.column_stack([np.ones(m), X])
    even = np.column_stack([np.full(m, m**-0.5), Z])
    return [
        Columns("as they are", raw, below, lambda x: (float(x[0]), x[1:])),
        Columns("centred, length 1", even, below / np.append(1, length), from_even),
    ]


def _normal(A: Array, b: Array) -> Array:
    """AᵀA x = Aᵀb: the condition number is squared."""
    return _solved(A.T @ A, A.T @ b)


def _qr(A: Array, b: Array) -> Array:
    """R x = Qᵀb, for A = QR."""
    n = A.shape[1]
    if len(A) < n:
        return np.full(n, np.nan)
    R = _triangle(A, b)
    return _solved(R[:n, :n], R[:n, n])


def _svd(A: Array, b: Array) -> Array:
    """x = V S⁻¹ Uᵀb over the singular values that are not zero for all that float64 can tell; of the triangle of A,
    which has the same ones."""
    R = _triangle(A, b)
    U, s, Vt = np.linalg.svd(R[:, :-1], full_matrices=False)
    kept = s > max(A.shape) * np.finfo(float).eps * s[0]
    x: Array = Vt[kept].T @ ((U[:, kept].T @ R[:, -1]) / s[kept])
    return x


def _triangle(A: Array, b: Array) -> Array:
    """R for [A, b] = Q R: [A, b] as seen after a rotation, which changes no length."""
    return np.asarray(np.linalg.qr(np.column_stack([A, b]), mode="r"))


def condition_of(A: Array) -> float:
    """The largest singular value by the smallest."""
    s = np.linalg.svd(np.linalg.qr(A, mode="r"), compute_uv=False)
    return float(s[0] / s[-1]) if s[-1] > 0 else np.inf


METHODS: dict[str, Solve] = {"normal equations": _normal, "QR": _qr, "SVD": _svd}


def _descent(A: Array, b: Array) -> tuple[Array, int]:
    """x ← x − AᵀA x/σ₁² + Aᵀb/σ₁², until the gradient is short: the error falls by 1 − 1/κ² a step at worst."""
    G, c = A.T @ A, A.T @ b
    rate = 1 / np.linalg.norm(G, 2)
    x = np.zeros(A.shape[1])
    limit = int(np.clip(WORK / G.size, 1, STEPS))
    for step in range(limit):
        tell("Gradient descent", step, limit)
        gradient = G @ x - c
        if np.linalg.norm(gradient) <= SHORT * np.linalg.norm(c):
            return x, step
        x = x - rate * gradient
    return x, limit


def _solved(A: Array, b: Array) -> Array:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", AccuracyWarning)  # the table shows how many digits were lost
        try:
            x: Array = solve(A, b).x
        except SingularError:
            return np.full(len(A), np.nan)
    return x
