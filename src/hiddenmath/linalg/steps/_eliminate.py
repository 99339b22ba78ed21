"""Gaussian elimination, then back up: the reduced row echelon form (Gauss–Jordan)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from hiddenmath.linalg.steps._inputs import exact_or_real
from hiddenmath.linalg.steps._step import Array, Step, Steps
from hiddenmath.linalg.steps._words import listed, minus, number, times

# Of the largest entry. One rounding is 1e-16 of it, and each division by a small pivot makes it grow.
ROUNDING = 1e-12


class RREF(NamedTuple):
    """`R` (m×n), the reduced row echelon form; `pivots`, the pivot columns, counted from 0. len(pivots) is the rank."""

    R: Array
    pivots: tuple[int, ...]


def eliminate(A: ArrayLike) -> Steps[RREF]:
    """A (m×n) becomes its reduced row echelon form R, one row operation a step; state: R.

    A[:, pivots] @ R[:rank] = A: each column of A, written in its pivot columns. To solve A x = b, eliminate [A | b].
    Whole numbers and fractions stay exact, and the first entry that is not 0 becomes the pivot. Floats take the largest
    as pivot (partial pivoting), and what is below 1e-12·max|A| counts as rounding: as 0. Cost: 2mn·rank
    operations. Raises MatrixError for what is no real matrix. Source: Strang, Introduction to Linear Algebra, 3.2.

    >>> for step in eliminate([[1, 2, 3], [4, 5, 6], [7, 8, 9]]):
    ...     print(f"{step.did}: {step.why}")
    start with A (3×3), exact: the goal: every pivot a 1, alone in its column
    row 2 ← row 2 − 4·row 1: makes the entry below the pivot 1 zero
    row 3 ← row 3 − 7·row 1: makes the entry below the pivot 1 zero
    row 3 ← row 3 − 2·row 2: makes the entry below the pivot −3 zero
    no pivot in column 3: it holds only 0 from row 3 down
    row 2 ← −1/3·row 2: makes the pivot 1
    row 1 ← row 1 − 2·row 2: makes the entry above the pivot zero
    rank 2, pivots in columns 1 and 2: column 3 is a mix of the pivot columns before it
    """
    R = exact_or_real(A)
    exact = R.dtype == object
    return _eliminate(R, 0.0 if exact else ROUNDING * float(np.abs(R).max()), exact)


def _eliminate(R: Array, zero: float, exact: bool) -> Steps[RREF]:
    m, n = R.shape
    yield Step.of(
        f"start with A ({m}×{n}), {'exact' if exact else 'in floating point'}",
        "the goal: every pivot a 1, alone in its column",
        R=R,
    )
    pivots = yield from _down(R, zero, exact)
    yield from _up(R, pivots)
    yield Step.of(*_result(pivots, n), R=R)
    return RREF(R, tuple(pivots))


def _down(R: Array, zero: float, exact: bool) -> Steps[list[int]]:
    """Row echelon form, in place; returns the pivot columns."""
    m, n = R.shape
    pivots: list[int] = []
    for j in range(n):
        r = len(pivots)
        if r == m:
            break
        sizes = np.abs(R[r:, j])
        p = r + int(np.argmax(sizes != 0 if exact else sizes))
        if sizes[p - r] <= zero:
            left = f", up to rounding ({number(sizes[p - r])})" if sizes[p - r] else ""
            R[r:, j] -= R[r:, j]
            yield Step.of(f"no pivot in column {j + 1}", f"it holds only 0 from row {r + 1} down{left}", R=R)
            continue
        if p != r:
            why = "the pivot must not be 0" if exact else "the largest entry as pivot keeps rounding small"
            R[[r, p]] = R[[p, r]]
            yield Step.of(f"row {r + 1} ↔ row {p + 1}", f"{why}: {number(R[r, j])} instead of {number(R[p, j])}", R=R)
        yield from _clear(R, r, j, range(r + 1, m), f"below the pivot {number(R[r, j])}")
        pivots.append(j)
    return pivots


def _up(R: Array, pivots: list[int]) -> Steps[None]:
    """From row echelon form to the reduced one, in place, from the last pivot to the first."""
    for r, j in reversed(list(enumerate(pivots))):
        if R[r, j] != 1:
            factor = 1 / R[r, j]
            R[r] /= R[r, j]
            yield Step.of(f"row {r + 1} ← {times(factor, f'row {r + 1}')}", "makes the pivot 1", R=R)
        yield from _clear(R, r, j, range(r - 1, -1, -1), "above the pivot")


def _clear(R: Array, r: int, j: int, rows: range, where: str) -> Steps[None]:
    """Subtracts multiples of row r, so that column j is 0 in `rows`."""
    for i in rows:
        if R[i, j] == 0:
            continue
        factor = R[i, j] / R[r, j]
        R[i] -= factor * R[r]
        R[i, j] -= R[i, j]  # 0: on paper it is; a rounded 1e-17 here would look like a number
        yield Step.of(f"row {i + 1} ← row {i + 1}{minus(factor, f'row {r + 1}')}", f"makes the entry {where} zero", R=R)


def _result(pivots: list[int], n: int) -> tuple[str, str]:
    free = [j + 1 for j in range(n) if j not in pivots]
    if not pivots:
        return "rank 0, no pivot", "A is zero"
    where = f"pivots in column{'s' * (len(pivots) > 1)} {listed(j + 1 for j in pivots)}"
    if not free:
        return f"rank {len(pivots)}, {where}", "every column has a pivot: A x = 0 only for x = 0"
    mixed = f"column {free[0]}" if len(free) == 1 else "each other column"
    return f"rank {len(pivots)}, {where}", f"{mixed} is a mix of the pivot columns before it"
