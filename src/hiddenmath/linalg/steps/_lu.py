"""LU with partial pivoting: elimination that remembers what it subtracted."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from hiddenmath.linalg.steps._inputs import exact_or_real
from hiddenmath.linalg.steps._step import Array, Step, Steps
from hiddenmath.linalg.steps._words import minus, number


class LU(NamedTuple):
    """P A = L U, with k = min(m, n): `P` (m×m) a permutation, `L` (m×k) with ones on its diagonal, `U` (k×n)."""

    P: Array
    L: Array
    U: Array


def lu(A: ArrayLike) -> Steps[LU]:
    """P A = L U for A (m×n), one row operation a step; state: P, L and U as they grow, with P A = L U at every step.

    The largest entry of the column becomes the pivot, so no entry of L is above 1: rounding is not blown up. Whole
    numbers and fractions stay exact. A singular A has a 0 on the diagonal of U. Cost: mn·min(m, n) operations. Raises
    MatrixError for what is no real matrix. Source: Golub & Van Loan, Matrix Computations, algorithm 3.4.1.

    >>> for step in lu([[1, 2, 3], [4, 5, 6], [7, 8, 9]]):
    ...     print(f"{step.did}: {step.why}")
    start with U = A (3×3), P = L = I: P A = L U holds, and will after every step
    row 1 ↔ row 3: the largest entry as pivot: 7 instead of 1
    row 2 ← row 2 − 4/7·row 1: makes the entry below the pivot zero; L[2,1] remembers 4/7
    row 3 ← row 3 − 1/7·row 1: makes the entry below the pivot zero; L[3,1] remembers 1/7
    row 2 ↔ row 3: the largest entry as pivot: 6/7 instead of 3/7
    row 3 ← row 3 − 1/2·row 2: makes the entry below the pivot zero; L[3,2] remembers 1/2
    P A = L U: U has a 0 on its diagonal: A is singular
    """
    return _lu(exact_or_real(A))


def _lu(U: Array) -> Steps[LU]:
    (m, n), k = U.shape, min(U.shape)
    one = np.identity(m, dtype=int) + (U[0, 0] - U[0, 0])  # of the same kind of number: exact or not
    P, L = one.copy(), one.copy()
    yield Step.of(f"start with U = A ({m}×{n}), P = L = I", "P A = L U holds, and will after every step", P=P, L=L, U=U)
    for j in range(min(m - 1, n)):
        p = j + int(np.argmax(np.abs(U[j:, j])))
        if U[p, j] == 0:
            yield Step.of(f"nothing to do in column {j + 1}", f"it holds only 0 from row {j + 1} down", P=P, L=L, U=U)
            continue
        if p != j:
            for X in (P, U, L[:, :j]):  # of L only what is already written
                X[[j, p]] = X[[p, j]]
            pivots = f"{number(U[j, j])} instead of {number(U[p, j])}"
            yield Step.of(f"row {j + 1} ↔ row {p + 1}", f"the largest entry as pivot: {pivots}", P=P, L=L, U=U)
        for i in range(j + 1, m):
            if U[i, j] == 0:
                continue
            L[i, j] = U[i, j] / U[j, j]
            U[i] -= L[i, j] * U[j]
            U[i, j] -= U[i, j]  # 0: on paper it is
            did = f"row {i + 1} ← row {i + 1}{minus(L[i, j], f'row {j + 1}')}"
            why = f"makes the entry below the pivot zero; L[{i + 1},{j + 1}] remembers {number(L[i, j])}"
            yield Step.of(did, why, P=P, L=L, U=U)
    yield Step.of("P A = L U", _meaning(U), P=P, L=L[:, :k], U=U[:k])
    return LU(P, L[:, :k], U[:k])


def _meaning(U: Array) -> str:
    m, n = U.shape
    if (np.diagonal(U) == 0).any():
        return "U has a 0 on its diagonal: A is singular" if m == n else "U has a 0 on its diagonal"
    return "A x = b is now two triangular systems: L y = P b, then U x = y" if m == n else "U is a staircase"
