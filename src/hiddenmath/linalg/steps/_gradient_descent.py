"""Gradient descent on ½‖A x − b‖²: step downhill, look again."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from hiddenmath._counted import counted
from hiddenmath.linalg._arrays import MatrixError
from hiddenmath.linalg.steps._inputs import real, stopping, vector
from hiddenmath.linalg.steps._step import Array, Step, Steps
from hiddenmath.linalg.steps._words import minus, number

# A gradient so many times as long as the first will not come back: below 2/σ₁² it never grows at all.
LOST = 1e3
# So many times 1/σ₁² as a rate can only overflow.
ABSURD = 1e30


class Descent(NamedTuple):
    """`x` (n,) where it stopped, `loss` ½‖A x − b‖² there; `converged`: the gradient is as short as was asked for."""

    x: Array
    loss: float
    converged: bool


def gradient_descent(
    A: ArrayLike,
    b: ArrayLike,
    rate: float | None = None,
    start: ArrayLike | None = None,
    tol: float = 1e-6,
    limit: int = 100,
) -> Steps[Descent]:
    """The x that makes ½‖A x − b‖² least, A (m×n), b (m,), one step downhill a step; state: x, gradient, loss.

    x ← x − rate·g with g = Aᵀ(A x − b). Any rate below 2/σ₁² gets there, σ₁ being the largest singular value of A;
    above it each step lands higher on the other side. 1/σ₁² is taken where none is given; then the error falls at
    least by the factor 1 − (σₙ/σ₁)² a step, σₙ being the smallest that is not 0. Ends when ‖g‖ ≤ tol·(‖Aᵀb‖ + ‖AᵀA
    start‖), when it diverges, or after `limit` steps; the last step says which. `start` (n,) is 0 by default, which
    leads to the shortest x where many are best. Cost: 4mn operations a step. Raises MatrixError. Source: Boyd &
    Vandenberghe, Convex Optimization, 9.3.

    >>> for step in gradient_descent([[1, 0], [0, 2]], [2, 2], tol=0.2):
    ...     print(f"{step.did}: {step.why}")
    start with rate 0.25: the goal: the least loss; a rate below 2/σ₁² = 0.5 gets there
    x ← x − 0.25·gradient: downhill: the loss goes from 4 to 1.125
    x ← x − 0.25·gradient: downhill: the loss goes from 1.125 to 0.6328
    x ← x − 0.25·gradient: downhill: the loss goes from 0.6328 to 0.356
    stop after 3 steps, loss 0.356: converged: the gradient has length 0.84, which is within tol

    A rate that is too long:

    >>> *_, last = gradient_descent([[1, 0], [0, 2]], [2, 2], rate=0.6)
    >>> print(f"{last.did}: {last.why}")
    stop after 21 steps, loss 2744148: diverges: the rate is 1.2 times 2/σ₁²; take a smaller one
    """
    matrix = real(A)
    m, n = matrix.shape
    stopping(tol, limit)
    target = vector(b, m, "b", f"A ({m}×{n}) has {m} rows")
    x = np.zeros(n) if start is None else vector(start, n, "start", f"A ({m}×{n}) has {n} columns")
    steepest = float(np.linalg.norm(matrix, 2)) ** 2
    if rate is None:
        rate = 1 / steepest if steepest else 1.0
    if not 0 < rate < np.inf or rate * steepest > ABSURD:
        raise MatrixError(
            f"rate is {rate}, but it says how far to go downhill: a number above 0, "
            f"and below {2 / steepest if steepest else np.inf:.3g} to arrive."
        )
    return _gradient_descent(matrix, target, rate, steepest, x, tol, limit)


def _gradient_descent(
    A: Array, b: Array, rate: float, steepest: float, x: Array, tol: float, limit: int
) -> Steps[Descent]:
    g, loss = _slope(A, b, x)
    first, done = float(np.linalg.norm(g)), 0
    small = tol * float(np.linalg.norm(A.T @ b) + np.linalg.norm(A.T @ (A @ x)))
    bound = (
        f"a rate below 2/σ₁² = {number(2 / steepest)} gets there" if steepest else "A is zero, so every x is as good"
    )
    yield Step.of(f"start with rate {number(rate)}", f"the goal: the least loss; {bound}", x=x, gradient=g, loss=loss)
    while small < (length := float(np.linalg.norm(g))) <= LOST * first and done < limit:
        before = loss
        x = x - rate * g
        g, loss = _slope(A, b, x)
        done += 1
        why = "downhill" if loss <= before else "too far, uphill on the other side"
        change = f"the loss goes from {number(before)} to {number(loss)}"
        yield Step.of(f"x ← x{minus(rate, 'gradient')}", f"{why}: {change}", x=x, gradient=g, loss=loss)
    did = f"stop after {counted(done, 'step')}, loss {number(loss)}"
    yield Step.of(did, _end(length, small, first, rate * steepest), x=x, gradient=g, loss=loss)
    return Descent(x, loss, length <= small)


def _slope(A: Array, b: Array, x: Array) -> tuple[Array, float]:
    """The gradient Aᵀ(A x − b), and the loss ½‖A x − b‖²."""
    r = A @ x - b
    return A.T @ r, float(r @ r) / 2


def _end(length: float, small: float, first: float, reach: float) -> str:
    if length <= small:
        return f"converged: the gradient has length {number(length, 2)}, which is within tol"
    if length > LOST * first:
        return f"diverges: the rate is {number(reach / 2, 3)} times 2/σ₁²; take a smaller one"
    return f"not converged: the gradient still has length {number(length, 2)}"
