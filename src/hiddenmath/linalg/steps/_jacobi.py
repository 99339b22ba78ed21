"""Jacobi's eigenvalues: turn the plane of two axes until their shared entry is zero, and again, and again."""

from math import atan, degrees, hypot
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from hiddenmath._counted import counted
from hiddenmath.linalg.steps._inputs import stopping, symmetric
from hiddenmath.linalg.steps._step import Array, Step, Steps
from hiddenmath.linalg.steps._words import listed, number


class Eigen(NamedTuple):
    """A V = V diag(values): `values` (n,) descending, `V` (n×n) orthogonal; `off`, the root of the sum of squares left
    off the diagonal: each value is wrong by at most that, and rounding. `converged`: off ≤ tol·‖A‖_F."""

    values: Array
    V: Array
    off: float
    converged: bool


def jacobi(A: ArrayLike, tol: float = 1e-12, limit: int = 1000) -> Steps[Eigen]:
    """All eigenvalues and eigenvectors of a symmetric A (n×n), one rotation a step; state: A (now VᵀA V) and V.

    Each rotation makes the largest entry a off the diagonal zero. Others change, but the sum of squares there falls by
    2a², so it must go to zero; at the end the digits double with every round. Stops at off ≤ tol·‖A‖_F or after `limit`
    rotations; n² to 2n² are usual. Cost: about n² operations a step. Raises MatrixError where A is not symmetric.
    Source: Jacobi 1846; Golub & Van Loan, Matrix Computations, 8.5.

    >>> for step in jacobi([[2, 1], [1, 2]]):
    ...     print(f"{step.did}: {step.why}")
    start with A (2×2), V = I: the goal: a diagonal matrix; ‖off-diagonal‖ = 1.414
    turn axes 1 and 2 by −45°: makes their entry 1 zero; ‖off-diagonal‖ = 0
    stop after 1 rotation: eigenvalues 3 and 1: converged: ‖off-diagonal‖ = 0
    """
    stopping(tol, limit)
    return _jacobi(symmetric(A, "has perpendicular eigenvectors"), tol, limit)


def _jacobi(A: Array, tol: float, limit: int) -> Steps[Eigen]:
    n, small = len(A), tol * float(np.linalg.norm(A))
    V, done, off = np.identity(n), 0, _off(A)
    yield Step.of(
        f"start with A ({n}×{n}), V = I", f"the goal: a diagonal matrix; ‖off-diagonal‖ = {number(off)}", A=A, V=V
    )
    while off > small and done < limit:
        p, q = _largest(A)
        largest = float(A[p, q])
        # The root of t² + 2τt − 1 = 0 that is smaller: |angle| ≤ 45°, so that all else moves least.
        tau = float(A[q, q] - A[p, p]) / (2 * largest)
        t = 1 / (tau + np.copysign(hypot(1, tau), tau))
        c = 1 / hypot(1, t)
        J = np.array([[c, t * c], [-t * c, c]])
        A[:, [p, q]] = A[:, [p, q]] @ J
        A[[p, q]] = J.T @ A[[p, q]]
        A[p, q] = A[q, p] = 0  # on paper it is
        V[:, [p, q]] = V[:, [p, q]] @ J
        done, off = done + 1, _off(A)
        did = f"turn axes {p + 1} and {q + 1} by {number(-degrees(atan(t)))}°"
        why = f"makes their entry {number(largest)} zero; ‖off-diagonal‖ = {number(off)}"
        yield Step.of(did, why, A=A, V=V)
    order = np.argsort(-np.diagonal(A), kind="stable")
    values, V, converged = np.diagonal(A)[order], V[:, order], off <= small
    did = f"stop after {counted(done, 'rotation')}: eigenvalues {listed(number(x) for x in values)}"
    why = f"{'' if converged else 'not '}converged: ‖off-diagonal‖ = {number(off, 2)}"
    yield Step.of(did, why, values=values, V=V)
    return Eigen(values, V, off, converged)


def _off(A: Array) -> float:
    return float(np.linalg.norm(A - np.diag(np.diagonal(A))))


def _largest(A: Array) -> tuple[int, int]:
    """The place above the diagonal of the entry that is largest in size."""
    p, q = np.unravel_index(np.abs(np.triu(A, 1)).argmax(), A.shape)
    return int(p), int(q)
