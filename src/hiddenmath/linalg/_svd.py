"""The singular value decomposition A = U S Vᴴ, truncated to the k largest values, with bounds on its error."""

from time import perf_counter
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from hiddenmath.linalg._arrays import Matrix, MatrixError, as_matrix
from hiddenmath.linalg._bounds import Triplets, Vector, norm
from hiddenmath.linalg._dense import dense
from hiddenmath.linalg._gram import gram

# The Gram method is tried from here on: below, LAPACK takes a moment, or is as cheap.
TALL, LARGE = 2, 10_000


class SVD(NamedTuple):
    """A ≈ U · diag(s) · Vt, and how far from it.

    - `U` (m×k), `s` (k, descending), `Vt` (k×n): orthonormal columns, values, orthonormal rows.
    - `error` (k,): absolute; k distinct singular values of A pair with `s` so that |σ − s[i]| ≤ error[i], rounding
      included.
    - `complete`: whether these are the k *largest*: "proved" (all were computed) or "probable".
    - `vectors`: a bound in radians on the angle between the spans of U, Vt and the true ones; infinite where no gap to
      the next value is certified.
    - `tail`: a bound on ‖A − U diag(s) Vt‖_F.
    - `method`: "dense" or "gram"; `passes`: how often all of A was read, the check included; `seconds`: wall time.
    """

    U: Matrix
    s: Vector
    Vt: Matrix
    error: Vector
    complete: Literal["proved", "probable"]
    vectors: float
    tail: float
    method: Literal["dense", "gram"]
    passes: int
    seconds: float


def svd(A: ArrayLike, k: int | None = None, tol: float = 1e-6) -> SVD:
    """The k largest singular values of A (m×n) with their vectors: A ≈ U diag(s) Vt, error bounds included.

    A: any finite 2-d array; k: 1 … min(m, n), all by default; tol bounds max(error)/s[0]. Tall and wide matrices go
    through the Gram matrix of their shorter side where that is cheaper and provably keeps `tol`, all others to LAPACK,
    whose error is some 10⁻¹³ of s[0]. Computed in float64 or complex128; the answer has A's precision. Deterministic. A
    is not changed. Raises MatrixError naming the shape and the remedy. Cost: see the methods.

    >>> answer = svd([[3.0, 0.0], [4.0, 5.0]])
    >>> (answer.s**2).round(12)
    array([45.,  5.])
    >>> bool(answer.error.max() < 1e-12), answer.complete, answer.method
    (True, 'proved', 'dense')
    """
    start = perf_counter()
    matrix, dtype = as_matrix(A)
    m, n = matrix.shape
    k = _count(k, m, n)
    if not 0 < tol < 1:
        raise MatrixError(f"tol is {tol}, but it is a relative error: a number between 0 and 1, such as 1e-6.")
    exponent = _scale(matrix)
    found = _by_gram(matrix, k, tol) if max(m, n) >= TALL * min(m, n) and m * n >= LARGE else None
    method: Literal["dense", "gram"] = "gram" if found else "dense"
    U, s, Vt, error, vectors, tail = found or dense(matrix, k)

    # Rounded up: below 1e-308, where numbers have fewer digits, undoing the scale rounds too.
    with np.errstate(over="ignore"):  # told below
        s, error, tail = np.ldexp(s, exponent), np.ldexp(error, exponent), np.ldexp(tail, exponent)
    error, tail = np.nextafter(error, np.inf), float(np.nextafter(tail, np.inf))
    answer = SVD(U, s, Vt, error, "proved", vectors, tail, method, passes=4 if found else 3, seconds=0.0)
    return _in_dtype(answer, dtype)._replace(seconds=perf_counter() - start)


def _count(k: int | None, m: int, n: int) -> int:
    if k is None:
        return min(m, n)
    if isinstance(k, bool) or not isinstance(k, int | np.integer):
        raise MatrixError(f"k is {k!r}, but it counts singular values: a whole number from 1 to {min(m, n)}.")
    if not 1 <= k <= min(m, n):
        raise MatrixError(f"k is {k}, but A ({m}×{n}) has {min(m, n)} singular values. Choose k from 1 to {min(m, n)}.")
    return int(k)


def _scale(matrix: Matrix) -> int:
    """Multiplies by an exact power of two, in place: the largest entry is now near 1, and no square overflows."""
    parts = matrix.view(np.float64)
    exponent = int(np.frexp(np.abs(parts).max())[1])
    np.ldexp(parts, -exponent, out=parts)
    return exponent


def _by_gram(A: Matrix, k: int, tol: float) -> Triplets | None:
    """`gram`, which wants a tall matrix, also for a wide one: Aᴴ = V S Uᴴ."""
    if A.shape[0] >= A.shape[1]:
        return gram(A, k, tol)
    found = gram(A.conj().T, k, tol)
    return found and found._replace(U=found.Vt.conj().T, Vt=found.U.conj().T)


def _in_dtype(exact: SVD, dtype: DTypeLike) -> SVD:
    """The answer in A's own precision; what that rounds is added to the bounds."""
    U, Vt = exact.U.astype(dtype), exact.Vt.astype(dtype)
    with np.errstate(over="ignore"):
        s = exact.s.astype(U.real.dtype)
    if not np.isfinite(s).all():
        raise MatrixError(
            f"A ({len(U)}×{Vt.shape[1]}) has entries so large that its largest singular value overflows {s.dtype}. "
            "Divide A by a power of two first."
        )
    ds, dU, dVt = np.abs(exact.s - s), norm(exact.U - U), norm(exact.Vt - Vt)
    moved = 2 * float(exact.s[0]) * (dU + dVt) + float(np.linalg.norm(ds))
    return exact._replace(
        U=U, s=s, Vt=Vt, error=exact.error + ds, vectors=exact.vectors + 2 * max(dU, dVt), tail=exact.tail + moved
    )
