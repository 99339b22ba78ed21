"""Power iteration: apply A again and again, and its strongest direction wins."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from hiddenmath._counted import counted
from hiddenmath.linalg._arrays import MatrixError
from hiddenmath.linalg.steps._inputs import square, stopping, vector
from hiddenmath.linalg.steps._step import Array, Step, Steps
from hiddenmath.linalg.steps._words import number

SLOW = "slow where the two largest eigenvalues are close in size, endless where they are opposite or complex"


class Eigenpair(NamedTuple):
    """A v ≈ λ v: `value` λ, `vector` v (n,) of length 1, `residual` ‖A v − λ v‖; `converged`: residual ≤ tol·|λ|.

    For a symmetric A some eigenvalue is within `residual` of `value`.
    """

    value: float
    vector: Array
    residual: float
    converged: bool


def power(A: ArrayLike, start: ArrayLike | None = None, tol: float = 1e-6, limit: int = 100) -> Steps[Eigenpair]:
    """The eigenvalue of A (n×n) that is largest in size, and its vector, one product A v a step; state: v, λ, residual.

    The error shrinks by |λ₂/λ₁| a step. Ends when ‖A v − λ v‖ ≤ tol·|λ|, or after `limit` steps: where two eigenvalues
    are of equal size, or complex, v never settles. A `start` (n,) without any share in the strongest direction finds
    another one; 1, 1/2, … 1/n is taken where none is given. Cost: 2n² operations a step. Raises MatrixError.
    Source: Trefethen & Bau, Numerical Linear Algebra, algorithm 27.1.

    >>> for step in power([[2, 1], [1, 2]], start=[1, 0], tol=0.02):
    ...     print(f"{step.did}: {step.why}")
    start with v of length 1, λ = v·A v = 2: the goal: a direction that A only stretches, A v = λ v
    v ← A v / 2.236, λ = 2.8: what A stretches most grows most; ‖A v − λ v‖ = 0.6
    v ← A v / 2.864, λ = 2.976: what A stretches most grows most; ‖A v − λ v‖ = 0.22
    v ← A v / 2.984, λ = 2.997: what A stretches most grows most; ‖A v − λ v‖ = 0.074
    v ← A v / 2.998, λ = 3: what A stretches most grows most; ‖A v − λ v‖ = 0.025
    stop after 4 steps, λ = 3: converged: ‖A v − λ v‖ = 0.025 ≤ tol·|λ|
    """
    matrix = square(A, "has eigenvalues")
    n = len(matrix)
    stopping(tol, limit)
    v = 1 / np.arange(1.0, n + 1) if start is None else vector(start, n, "start", f"A is {n}×{n}")
    if not v.any():
        raise MatrixError("start is zero, and A times zero is zero. Any other vector will do, such as np.ones(n).")
    return _power(matrix, v / np.linalg.norm(v), tol, limit)


def _power(A: Array, v: Array, tol: float, limit: int) -> Steps[Eigenpair]:
    w, value, residual = _measured(A, v)
    why = "the goal: a direction that A only stretches, A v = λ v"
    yield Step.of(f"start with v of length 1, λ = v·A v = {number(value)}", why, v=v, λ=value, residual=residual)
    done = 0
    while residual > tol * abs(value) and done < limit:
        length = float(np.linalg.norm(w))
        v = w / length
        w, value, residual = _measured(A, v)
        done += 1
        did = f"v ← A v / {number(length)}, λ = {number(value)}"
        why = f"what A stretches most grows most; ‖A v − λ v‖ = {number(residual, 2)}"
        yield Step.of(did, why, v=v, λ=value, residual=residual)
    converged = residual <= tol * abs(value)
    found = f"‖A v − λ v‖ = {number(residual, 2)}"
    why = f"converged: {found} ≤ tol·|λ|" if converged else f"not converged: {found}; {SLOW}"
    yield Step.of(f"stop after {counted(done, 'step')}, λ = {number(value)}", why, v=v, λ=value, residual=residual)
    return Eigenpair(value, v, residual, converged)


def _measured(A: Array, v: Array) -> tuple[Array, float, float]:
    """A v, the Rayleigh quotient λ = v·A v (the best λ for this v), and ‖A v − λ v‖."""
    w = A @ v
    value = float(v @ w)
    return w, value, float(np.linalg.norm(w - value * v))
