"""The singular values of a matrix of any shape: as many as can be had in seconds, the largest first."""

import warnings
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.linalg import AccuracyWarning, svd
from hiddenmath.linalg._gram_sum import GramSum
from hiddenmath.linalg._telling import tell

Array = NDArray[Any]
SIDE = 2_000  # of the shorter side: up to here a triangular factor tells all
NAMED = 500  # columns, up to which it is looked for those that follow from others
GRAM = 5_000  # of the shorter side: up to here the eigenvalues of AᴴA take seconds, as many as there are
CERTAIN = 1e-4  # of σ²: a value of which squaring left less is not told
DENSE = 50_000_000  # entries that a sparse matrix may have as a dense one
TOLERANCE = 1e-3  # of values of which only the largest are found: where they fade away slowly, more takes minutes
BLOCK = 1 << 22  # numbers that are factored at once


class Spectrum(NamedTuple):
    """`s`: singular values, descending, all of them where `complete`; `relative` = ‖A‖_F/σ₁; `error`: a bound on each.

    `R`: the triangular factor of [1 A], which knows all about the columns but the order of their rows; None where A is
    too large or too wide for it.
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
    """The singular values of A (m×n finite, dense or sparse): all for up to 2000 rows or columns; of a dense one for up
    to 5000 all that squaring leaves; else the k largest.

    Cost for m ≥ n: some 2mn² + 3n³ for all of them, to full precision; mn² + 4n³/3 through the Gram matrix; for k that
    of `linalg.svd`.
    """
    m, n = A.shape
    if not isinstance(A, np.ndarray) and min(m, n) <= SIDE and m * n <= DENSE:
        A = A.toarray()
    if isinstance(A, np.ndarray) and min(m, n) <= SIDE:
        tell("Singular values")
        R = triangular(A) if n <= NAMED or m >= 2 * n else None
        s = np.linalg.svd(double(A) if R is None else R[:, 1:], compute_uv=False)[: min(m, n)]
        error = float(max(m, n) * np.finfo(np.float64).eps * s[0])
        return Spectrum(s, _relative(s, s[0]), True, error, R)
    if isinstance(A, np.ndarray) and min(m, n) <= GRAM and A.any():
        tell("Singular values")
        return of_gram(A)
    tell(f"The {k} largest singular values")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", AccuracyWarning)  # its error is part of the answer
        answer = svd(double(A), min(k, m, n), tol=TOLERANCE)
    entries = A if isinstance(A, np.ndarray) else A.data
    return Spectrum(answer.s, _relative(entries, answer.s[0]), False, float(answer.error.max()), None)


def of_gram(A: Array) -> Spectrum:
    """The square roots of the eigenvalues of AᴴA, as far as these are not lost in its rounding: one tridiagonal matrix
    tells them all, in less time than a proof that the few largest are the largest.

    By Weyl's inequality each eigenvalue w is wrong by η at most: by what rounding did to AᴴA, and n·ε·w₁ for LAPACK. So
    σ = √w is wrong by √w − √(w − η). The values with η ≤ 10⁻⁴ w are told; all are, unless A is nearly singular.

    >>> of_gram(np.diag([3.0, 2.0, 1e-9])).s
    array([3., 2.])
    """
    A = A if len(A) >= A.shape[1] else A.T
    sums = GramSum(A.shape[1], A.dtype)
    sums.add(A)
    w = np.linalg.eigvalsh(sums.G)[::-1]
    η = sums.error + len(w) * float(np.finfo(np.float64).eps) * w[0]
    w = w[η <= CERTAIN * w]
    s, error = np.sqrt(w), np.sqrt(w[-1]) - np.sqrt(w[-1] - η)
    s, error, size = (np.ldexp(length, sums.exponent) for length in (s, error, sums.size))
    return Spectrum(s, float(size / s[0]), len(s) == A.shape[1], float(error), None)


def double(A: Any) -> Any:
    """A in double precision."""
    return A.astype(np.complex128 if A.dtype.kind == "c" else np.float64, copy=False)


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
    R: Array = np.empty((0, n + 1), double(A[:0]).dtype)
    rows = max(BLOCK // (n + 1), 4 * (n + 1))
    for start in range(0, m, rows):
        tell("Rows", start, m)
        block = double(A[start : start + rows])
        R = np.asarray(np.linalg.qr(np.vstack([R, np.column_stack([np.ones(len(block)), block])]), mode="r"))
    return R
