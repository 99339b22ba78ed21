"""The same logistic regression by four roads: Newton's method with three ways to solve its steps, gradient descent."""

import numpy as np

from hiddenmath.apply._logistic import chance
from hiddenmath.apply._routes import METHODS, SHORT, STEPS, WORK, Array, Columns, Route, Solve, both, condition_of
from hiddenmath.linalg._telling import tell

NEWTON, ARRIVED = 25, 1e-9  # steps at most, and what a step changes of the log-odds that is none


def logistic_routes(X: Array, y: Array, ridge: float = 0.0) -> list[Route]:
    """The b and w with the smallest −log likelihood of y (0 or 1) + ridge ‖w‖²/2 by each method, on [1, X] as it is,
    and on the columns centred and at length 1.

    A step of Newton's method is a least-squares problem, whose rows are weighted with √(p(1 − p)): it is solved by the
    normal equations, by QR or by the SVD. `condition`: of the weighted rows at the end. Gradient descent needs no
    matrix to be solved with, and many more steps. Cost: 14mn² a step of Newton's.
    """
    found: list[Route] = []
    for columns in both(X, ridge):
        for method, run in METHODS.items():
            tell("Solving by four methods", len(found), 8)
            x, steps = _newton(run, columns, y)
            found.append(Route(f"Newton, {method}", columns.words, *columns.back(x), _condition(columns, x), steps))
        x, steps = _descent(columns, y)
        found.append(Route("gradient descent", columns.words, *columns.back(x), _condition(columns, x), steps))
    return found


def _newton(solve: Solve, columns: Columns, y: Array) -> tuple[Array, int]:
    """x ← x + step from 0 until a step is nothing, where A step ≈ (y − p)/(p(1 − p)) with weights p(1 − p)."""
    A, below = columns.A, columns.below
    x, steps = np.zeros(A.shape[1]), 0
    while steps < NEWTON:
        steps += 1
        root = _root(A @ x)
        change = solve(np.vstack([root[:, None] * A, below]), np.append((y - chance(A @ x)) / root, -below @ x))
        x = x + change
        if not np.isfinite(x).all() or np.abs(A @ change).max() <= ARRIVED:
            break
    return x, steps


def _descent(columns: Columns, y: Array) -> tuple[Array, int]:
    """x ← x + gradient of the likelihood/L, where the likelihood bends by at most L = σ₁²/4 + ridge."""
    A, below = columns.A, columns.below
    rate = 1 / (np.linalg.norm(A, 2) ** 2 / 4 + (np.linalg.norm(below, 2) ** 2 if len(below) else 0))
    x = np.zeros(A.shape[1])
    short = SHORT * np.linalg.norm(A.T @ (y - 0.5))
    limit = int(np.clip(WORK / (4 * A.size), 1, STEPS))
    for step in range(limit):
        tell("Gradient descent", step, limit)
        gradient = A.T @ (y - chance(A @ x)) - below.T @ (below @ x)
        if np.linalg.norm(gradient) <= short:
            return x, step
        x = x + rate * gradient
    return x, limit


def _root(odds: Array) -> Array:
    """√(p(1 − p)), and never 0."""
    return np.sqrt(np.maximum(chance(odds) * chance(-odds), np.finfo(float).tiny))


def _condition(columns: Columns, x: Array) -> float:
    if not np.isfinite(x).all():
        return np.nan
    return condition_of(np.vstack([_root(columns.A @ x)[:, None] * columns.A, columns.below]))
