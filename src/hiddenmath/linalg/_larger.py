"""`svd` of a matrix that is larger than memory, or than one machine: what is long stays where it is."""

import warnings
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike

from hiddenmath.linalg._arrays import Matrix, MatrixError, type_of_answer
from hiddenmath.linalg._bidiagonal import Bidiagonal
from hiddenmath.linalg._blocks import NARROW
from hiddenmath.linalg._bounds import norm
from hiddenmath.linalg._cost import BLOCK, MEMORY, feasible, room
from hiddenmath.linalg._krylov import Found, search
from hiddenmath.linalg._missed import Complete
from hiddenmath.linalg._operator import Operator, unscaled
from hiddenmath.linalg._passes import Thin, Total, in_passes
from hiddenmath.linalg._range import shifted
from hiddenmath.linalg._singular import AccuracyWarning
from hiddenmath.linalg._svd import BUDGET, SVD, checked_tol, count, in_range, not_kept, zero


class Source(NamedTuple):
    """A (m×n) by what can be done with it: `total` and `operator` go over all of it, once for each sum or product.

    `lazily(rows, k, dtype)` is the m×k matrix whose rows are `rows(block)` for each block of rows of A; `stored(U)` is
    a matrix that is there already; both in the kind of A. `gram`: whether the Gram matrix is worth more than the many
    passes of a Krylov space.
    """

    shape: tuple[int, int]
    dtype: np.dtype[Any]
    total: Total
    operator: Callable[[], Operator]
    lazily: Callable[[Callable[[Matrix], Matrix], int, np.dtype[Any]], Any]
    stored: Callable[[Matrix], Any]
    gram: bool


def decompose(A: Source, k: int | None, tol: float, seed: int) -> SVD:
    """The k largest triplets, by the Gram matrix or by block Krylov; what `tol` misses is said."""
    k = count(k, *A.shape)
    checked_tol(tol)
    dtype = type_of_answer(A.dtype)
    (m, n), passes = A.shape, 0
    if not A.gram and feasible(m, n, k, BLOCK):
        matrix = A.operator()
        found = _by_krylov(matrix, k, tol, BUDGET if n > NARROW else BUDGET // 2, seed)
        passes = found.passes + 1
        if n > NARROW or found.keeps(tol):
            return _of_found(A, matrix, found, tol, dtype)
    if n > NARROW:
        raise MatrixError(_neither(m, n, k))
    thin = in_passes(A.total, n, k, tol, np.random.default_rng(seed))
    return _of_thin(A, thin, tol, dtype)._replace(passes=passes + thin.passes)


def _neither(m: int, n: int, k: int) -> str:
    return (
        f"A ({m}×{n}) has too many columns for its {n}×{n} Gram matrix, and is too short or too large for a Krylov "
        f"space: with k = {k} that needs a basis of some hundred vectors, of which {MEMORY * 8 >> 30} GiB and the "
        f"shape have room for {max(0, room(m, n, k))}. Ask for fewer values; or, where A is wide, take its transpose: "
        "U and V change places."
    )


def _by_krylov(A: Operator, k: int, tol: float, budget: int, seed: int) -> Found:
    if A.size == 0:
        return zero(A, k)
    size = room(*A.shape, k)
    return search(Bidiagonal(A, BLOCK, size, np.random.default_rng(seed)), k, tol, budget)


def _of_found(A: Source, matrix: Operator, found: Found, tol: float, dtype: np.dtype[Any]) -> SVD:
    U, s, Vt, error, vectors, tail = found.triplets
    if not found.keeps(tol):
        warnings.warn(not_kept(matrix, len(s), tol, found), AccuracyWarning, stacklevel=5)
    s, error, tail = unscaled(matrix.exponent, s, error, tail)
    U = A.stored(U.astype(dtype, copy=False))
    answer = SVD(U, s, Vt, error, found.complete, vectors, tail, "krylov", found.passes + 1, seconds=0.0)
    return _in_dtype(answer, dtype)


def _of_thin(A: Source, thin: Thin, tol: float, dtype: np.dtype[Any]) -> SVD:
    k = len(thin.s)
    if thin.rank < k:
        warnings.warn(
            f"svd of A ({A.shape[0]}×{A.shape[1]}): all but {thin.rank} of the {k} values are zero for all that "
            f"{thin.passes} passes can tell; for these U has columns of zeros. Ask for k = {max(1, thin.rank)}.",
            AccuracyWarning,
            stacklevel=5,
        )
    elif thin.error.max() > tol * thin.s[0]:
        warnings.warn(
            f"svd of A ({A.shape[0]}×{A.shape[1]}), k = {k}: rounding leaves an error of "
            f"{thin.error.max() / thin.s[0]:.0e} of the largest value, not {tol:.0e}. The bounds in the answer hold; "
            "ask for a larger tol.",
            AccuracyWarning,
            stacklevel=5,
        )

    def rows(block: Matrix) -> Matrix:
        product: Matrix = (times(block, thin.T, thin.exponent) @ thin.C).astype(dtype, copy=False)
        return product

    s, error, tail = unscaled(thin.exponent, thin.s, thin.error, thin.tail)
    U = A.lazily(rows, k, dtype)
    answer = SVD(U, s, thin.Vt, error, Complete("proved"), thin.vectors, tail, "gram", thin.passes, seconds=0.0)
    return _in_dtype(answer, dtype)


def times(block: Matrix, T: Matrix | None, exponent: int) -> Matrix:
    """The block / 2^exponent times T, in double precision."""
    wide = shifted(block.astype(np.complex128 if block.dtype.kind == "c" else np.float64, copy=False), -exponent)
    return wide if T is None else wide @ T


def _in_dtype(exact: SVD, dtype: DTypeLike) -> SVD:
    """The answer in A's own precision, as U is already; what that rounds is added to the bounds."""
    Vt = exact.Vt.astype(dtype, copy=False)
    s = in_range(exact.s, dtype, (exact.U.shape[0], Vt.shape[1]), "its largest singular value")
    if Vt is exact.Vt:
        return exact
    unit = float(np.finfo(dtype).eps) / 2  # of each entry of U, whose columns have length 1
    ds, dU, dVt = np.abs(exact.s - s), unit * len(s) ** 0.5, norm(exact.Vt - Vt)
    moved = 2 * float(exact.s[0]) * (dU + dVt) + float(np.linalg.norm(ds))
    return exact._replace(
        s=s, Vt=Vt, error=exact.error + ds, vectors=exact.vectors + 2 * max(dU, dVt), tail=exact.tail + moved
    )
