"""Arithmetic in twice the working precision.

A number in twice the precision is an unevaluated sum hi + lo of two float64; sums and products of those are exact to
about 2⁻¹⁰⁰ (Dekker 1971; Ogita, Rump and Oishi, *Accurate sum and dot product*, SIAM J. Sci. Comput. 2005, Dot2). A
system is solved by refining until the residual in twice the precision is as small (Higham, *Accuracy and Stability*,
ch. 12).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
_BLOCK = 1 << 20  # elements of a matrix that are worked on at once


class Double(NamedTuple):
    """A vector in twice the precision: hi + lo, with |lo| ≤ ulp(hi)/2."""

    hi: Real
    lo: Real


def double(hi: Real, lo: Real | float = 0.0) -> Double:
    """The vector hi + lo."""
    return Double(*_two_sum(hi, np.broadcast_to(np.asarray(lo, np.float64), hi.shape)))


def times(matrix: Real, x: Double) -> Double:
    """matrix @ x in twice the precision, (m, n) @ (n,) -> (m,); O(mn).

    An x of shape (m, n) has a vector for each row: the answer is then the diagonal of matrix @ x.T.
    """
    rows = max(_BLOCK // max(matrix.shape[1], 1), 1)
    each = x.hi.ndim == 2
    blocks = [
        _times(matrix[i : i + rows], Double(x.hi[i : i + rows], x.lo[i : i + rows]) if each else x)
        for i in range(0, len(matrix), rows)
    ]
    return Double(np.concatenate([b.hi for b in blocks]), np.concatenate([b.lo for b in blocks]))


def total(x: Double) -> Double:
    """The sum of all elements, as a vector of one."""
    return _row_sums(x.hi[None].copy(), x.lo[None].copy())


def minus(x: Double, y: Double) -> Real:
    """x − y, rounded to working precision."""
    return (x.hi - y.hi) + (x.lo - y.lo)


def solved(matrix: Real, b: Double) -> Double:
    """x with matrix @ x = b in twice the precision, by iterative refinement.

    Raises ValueError for a matrix that is too close to singular to be solved with even so.
    """
    inverse = np.linalg.inv(matrix)
    x = double(inverse @ b.hi)
    last = np.inf
    for _ in range(40):
        correction = inverse @ minus(b, times(matrix, x))
        size = float(np.linalg.norm(correction) / np.linalg.norm(x.hi))
        if not size < last / 2:
            break
        last = size
        hi, lo = _two_sum(x.hi, correction)
        x = double(hi, lo + x.lo)
    if not last < 1e-22:
        n = len(matrix)
        raise ValueError(f"an {n}×{n} matrix is too close to singular for its solution to be known exactly")
    return x


def _times(matrix: Real, x: Double) -> Double:
    p, e = _two_product(matrix, x.hi)
    return _row_sums(p, e + matrix * x.lo)


def _row_sums(p: Real, e: Real) -> Double:
    while p.shape[1] > 1:  # add the right half to the left half
        half = (p.shape[1] + 1) // 2
        right, rest = p[:, half:], slice(0, p.shape[1] - half)
        sums, error = _two_sum(p[:, rest], right)
        e[:, rest] += error + e[:, half : p.shape[1]]
        p = np.concatenate([sums, p[:, sums.shape[1] : half]], axis=1)
        e = e[:, :half]
    return double(p[:, 0], e[:, 0])


def _two_sum(a: Real, b: Real) -> tuple[Real, Real]:
    """a + b = s + e exactly (Knuth)."""
    s = a + b
    t = s - a
    return s, (a - (s - t)) + (b - t)


def _two_product(a: Real, b: Real) -> tuple[Real, Real]:
    """a·b = p + e exactly (Dekker, with Veltkamp's splitting into halves of 26 bits)."""
    p = a * b
    (a1, a2), (b1, b2) = _halves(a), _halves(b)
    return p, ((a1 * b1 - p) + a1 * b2 + a2 * b1) + a2 * b2


def _halves(a: Real) -> tuple[Real, Real]:
    c = (2.0**27 + 1) * a
    high = c - (c - a)
    return high, a - high
