"""The singular values of a matrix of any shape: all of them where that takes seconds, else the largest."""

import warnings
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.linalg import AccuracyWarning, svd
from hiddenmath.linalg._telling import tell

Array = NDArray[Any]
SIDE = 2_000  # of the shorter side: up to here a triangular factor tells all
DENSE = 50_000_000  # entries that a sparse matrix may have as a dense one
TOLERANCE = 1e-3  # of values of which only the largest are found: where they fade away slowly, more takes minutes
BLOCK = 1 << 22  # numbers that are factored at once


class Spectrum(NamedTuple):
    """`s`: singular values, descending, all of them where `complete`; `relative` = ‖A‖_F/σ₁; `error`: a bound on each.

    `R`: the triangular factor of [1 A], which knows all about the columns but the order of their rows; None where A is
    too large for it.
    """

    s: NDArray[np.float64]
    relative: float
    complete: bool
    error: float
    R: Array | None

    def share(self, k: int) -> float:
        """What the first k values hold of the squares of all."""
        return float(np.sum((self.s[:k] / self.s[0]) ** 2)) / self.relative**2 if self.s[0] else 1.0

    def values_for(self, share: float) -> int | None:
        """How many values hold so much of the squares; None where those that are known do not."""
        return next((k for k in range(1, len(self.s) + 1) if self.share(k) >= share - 1e-12), None)


def spectrum(A: Any, k: int) -> Spectrum:
    """The singular values of A (m×n finite, dense or sparse): all for up to 2000 rows or columns, else the k largest.

    Cost: 2mn² for all of them, to full precision; those of `linalg.svd` for k.
    """
    m, n = A.shape
    if not isinstance(A, np.ndarray) and min(m, n) <= SIDE and m * n <= DENSE:
        A = A.toarray()
    if isinstance(A, np.ndarray) and min(m, n) <= SIDE:
        tell("Singular values")
        R = triangular(A)
        s = np.linalg.svd(R[:, 1:], compute_uv=False)[: min(m, n)]
        error = float(max(m, n) * np.finfo(np.float64).eps * s[0])
        return Spectrum(s, _relative(s, s[0]), True, error, R)
    tell(f"The {k} largest singular values")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", AccuracyWarning)  # its error is part of the answer
        answer = svd(A.astype(np.complex128 if A.dtype.kind == "c" else np.float64), min(k, m, n), tol=TOLERANCE)
    entries = A if isinstance(A, np.ndarray) else A.data
    return Spectrum(answer.s, _relative(entries, answer.s[0]), False, float(answer.error.max()), None)


def _relative(entries: Array, largest: float) -> float:
    """‖entries‖ / largest, without squares that overflow."""
    return float(np.linalg.norm(entries / largest)) if largest else 0.0


def triangular(A: Array) -> Array:
    """R of [1 A] = Q R, block of rows by block of rows: the factor of what was read so far goes on top of the next.

    Source: J. Demmel, L. Grigori, M. Hoemmen, J. Langou, "Communication-optimal parallel and sequential QR and LU
    factorizations", 2012.

    >>> R = triangular(np.array([[1.0, 2.0], [1.0, 2.0], [1.0, 2.0]]))
    >>> np.allclose(R.T @ R, 3 * np.outer([1, 1, 2], [1, 1, 2]))
    True
    """
    m, n = A.shape
    kind = np.complex128 if A.dtype.kind == "c" else np.float64
    R: Array = np.empty((0, n + 1), kind)
    rows = max(BLOCK // (n + 1), 4 * (n + 1))
    for start in range(0, m, rows):
        tell("Rows", start, m)
        block = A[start : start + rows].astype(kind)
        R = np.asarray(np.linalg.qr(np.vstack([R, np.column_stack([np.ones(len(block), kind), block])]), mode="r"))
    return R
