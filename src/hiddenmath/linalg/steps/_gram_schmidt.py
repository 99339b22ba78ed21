"""Gram–Schmidt: from each column, take away its shadows on the columns before; what is left is new."""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from hiddenmath._counted import counted
from hiddenmath.linalg._arrays import MatrixError
from hiddenmath.linalg.steps._inputs import EPS, real
from hiddenmath.linalg.steps._step import Array, Step, Steps
from hiddenmath.linalg.steps._words import minus, number


class Orthogonal(NamedTuple):
    """A = Q R: `Q` (m×r) with orthonormal columns, `R` (r×n) a staircase; `loss` = ‖QᵀQ − I‖_F, on paper 0."""

    Q: Array
    R: Array
    loss: float


def gram_schmidt(A: ArrayLike, kind: Literal["modified", "classical"] = "modified") -> Steps[Orthogonal]:
    """A = Q R for A (m×n), one shadow a step; state: v (what is left of the column), Q, R.

    Classical measures every shadow on the column as it was, modified on what is left of it: on paper the same. In
    floating point ‖QᵀQ − I‖ grows like ε·κ² for the classical kind, like ε·κ for the modified, κ being the condition of
    A; `householder` keeps ε. A column of which less than 10·max(m, n)·ε is left depends on those before it and gets no
    q. Cost: 2mn·r operations. Raises MatrixError. Source: Trefethen & Bau, Numerical Linear Algebra, lectures 8 and 9.

    >>> for step in gram_schmidt([[1, 2, 3], [4, 5, 6], [7, 8, 9]]):
    ...     print(f"{step.did}: {step.why}")
    start with A (3×3), modified: the goal: perpendicular columns of length 1 that span the same
    q1 ← column 1 / 8.124: what is left of column 1 gets length 1
    v ← column 2 − 9.601·q1: takes away its shadow on q1; what is left is perpendicular to it
    q2 ← v / 0.9045: what is left of column 2 gets length 1
    v ← column 3 − 11.08·q1: takes away its shadow on q1; what is left is perpendicular to it
    v ← v − 1.809·q2: takes away its shadow on q2; what is left is perpendicular to it
    no q for column 3: ...: it depends on the columns before it
    Q has 2 columns and A = Q R: ‖QᵀQ − I‖ = ...: perpendicular up to rounding
    """
    if kind not in ("modified", "classical"):
        raise MatrixError(f'kind is {kind!r}, but Gram–Schmidt comes in two: "modified" and "classical".')
    return _gram_schmidt(real(A), kind)


def _gram_schmidt(A: Array, kind: str) -> Steps[Orthogonal]:
    (m, n), zero = A.shape, 10 * max(A.shape) * EPS
    Q, R = np.zeros((m, 0)), np.zeros((0, n))
    did = f"start with A ({m}×{n}), {kind}"
    yield Step.of(did, "the goal: perpendicular columns of length 1 that span the same", A=A)
    for j, a in enumerate(A.T):
        v, left = a.copy(), f"column {j + 1}"
        for i, q in enumerate(Q.T):
            R[i, j] = q @ (a if kind == "classical" else v)
            if R[i, j] == 0:
                continue
            v -= R[i, j] * q
            did = f"v ← {left}{minus(R[i, j], f'q{i + 1}')}"
            yield Step.of(did, f"takes away its shadow on q{i + 1}; what is left is perpendicular to it", v=v, Q=Q, R=R)
            left = "v"
        length = float(np.linalg.norm(v))
        if length <= zero * np.linalg.norm(a):
            yield Step.of(f"no q for column {j + 1}", _nothing(length), v=v, Q=Q, R=R)
            continue
        Q, R = np.c_[Q, v / length], np.r_[R, np.zeros((1, n))]
        R[-1, j] = length
        why = f"what is left of column {j + 1} gets length 1"
        yield Step.of(f"q{len(R)} ← {left} / {number(length)}", why, v=v / length, Q=Q, R=R)
    loss = float(np.linalg.norm(Q.T @ Q - np.identity(len(R))))
    yield Step.of(f"Q has {counted(len(R), 'column')} and A = Q R", _verdict(loss), Q=Q, R=R)
    return Orthogonal(Q, R, loss)


def _nothing(length: float) -> str:
    left = f"the length left is {number(length, 2)}, rounding" if length else "nothing is left"
    return f"{left}: it depends on the columns before it"


def _verdict(loss: float) -> str:
    said = "perpendicular up to rounding" if loss < 1e-12 else "rounding has tilted the columns"
    return f"‖QᵀQ − I‖ = {number(loss, 2)}: {said}"
