"""Conjugate gradients: downhill, but never spoiling what an earlier direction has won."""

from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from hiddenmath._counted import counted
from hiddenmath.linalg._arrays import MatrixError
from hiddenmath.linalg.steps._inputs import stopping, symmetric, vector
from hiddenmath.linalg.steps._step import Array, Step, Steps
from hiddenmath.linalg.steps._words import minus, number


class Solution(NamedTuple):
    """`x` (n,) with `residual` ‖b − A x‖; `converged`: residual ≤ tol·(‖b‖ + ‖A start‖)."""

    x: Array
    residual: float
    converged: bool


def conjugate_gradient(
    A: ArrayLike, b: ArrayLike, start: ArrayLike | None = None, tol: float = 1e-10, limit: int = 100
) -> Steps[Solution]:
    """A x = b for a symmetric positive definite A (n×n), two steps a direction; state: x, r = b − A x, p.

    Each direction p is A-perpendicular to all before (pᵢᵀA pⱼ = 0), so n directions end it, on paper; rounding can make
    it more, eigenvalues that lie in few groups make it less. Stops at ‖r‖ ≤ tol·(‖b‖ + ‖A start‖) or after `limit`
    steps. `start` is 0 by default. Cost: 2n² operations a step. Raises MatrixError where A is not symmetric, and in the
    middle where a direction shows that it is not positive definite. Source: Hestenes & Stiefel 1952; Trefethen & Bau,
    Numerical Linear Algebra, algorithm 38.1.

    >>> for step in conjugate_gradient([[4, 1], [1, 3]], [1, 2]):
    ...     print(f"{step.did}: {step.why}")
    start with p = r = b − A x, ‖r‖ = 2.236: r points down the bowl ½ x·A x − b·x, lowest where A x = b
    x ← x + 0.25·p: the lowest point along p: ‖r‖ = 0.56
    p ← r + 0.0625·p: downhill, but A-perpendicular to the directions before: what they won stays won
    x ← x + 0.3636·p: the lowest point along p: ‖r‖ = ...
    stop after 2 steps: converged: ‖b − A x‖ = ...
    """
    matrix = symmetric(A, "can be positive definite")
    n = len(matrix)
    stopping(tol, limit)
    target = vector(b, n, "b", f"A is {n}×{n}")
    x = np.zeros(n) if start is None else vector(start, n, "start", f"A is {n}×{n}")
    return _conjugate_gradient(matrix, target, x, tol, limit)


def _conjugate_gradient(A: Array, b: Array, x: Array, tol: float, limit: int) -> Steps[Solution]:
    small = tol * float(np.linalg.norm(b) + np.linalg.norm(A @ x))
    r = b - A @ x
    p, done = r, 0
    before = now = float(r @ r)
    why = "r points down the bowl ½ x·A x − b·x, lowest where A x = b"
    yield Step.of(f"start with p = r = b − A x, ‖r‖ = {number(sqrt(now))}", why, x=x, r=r, p=p)
    while sqrt(now) > small and done < limit:
        if done:
            p = r + now / before * p
            why = "downhill, but A-perpendicular to the directions before: what they won stays won"
            yield Step.of(f"p ← r{minus(-now / before, 'p')}", why, x=x, r=r, p=p)
        alpha = now / _curvature(A, p)
        x, r = x + alpha * p, r - alpha * (A @ p)
        before, now, done = now, float(r @ r), done + 1
        why = f"the lowest point along p: ‖r‖ = {number(sqrt(now), 2)}"
        yield Step.of(f"x ← x{minus(-alpha, 'p')}", why, x=x, r=r, p=p)
    residual = float(np.linalg.norm(b - A @ x))
    # r was updated, not computed anew: where A is ill-conditioned it parts from b − A x, which alone counts.
    converged = residual <= small
    found = f"{'' if converged else 'not '}converged: ‖b − A x‖ = {number(residual, 2)}"
    why = f"{found}, held up by rounding" if sqrt(now) <= small < residual else found
    yield Step.of(f"stop after {counted(done, 'step')}", why, x=x, r=b - A @ x)
    return Solution(x, residual, converged)


def _curvature(A: Array, p: Array) -> float:
    """p·A p, which a positive definite A makes positive."""
    curvature = float(p @ A @ p)
    if curvature <= 0:
        n = len(A)
        raise MatrixError(
            f"A ({n}×{n}) is not positive definite: p·A p = {curvature:.3g} for the direction p = {np.round(p, 4)}. "
            "The bowl has no lowest point there. For least squares, A.T @ A and A.T @ b are what is meant; "
            "otherwise solve by `lu`."
        )
    return curvature
