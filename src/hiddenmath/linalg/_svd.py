"""The singular value decomposition A = U S Vᴴ, truncated to the k largest values, with bounds on its error."""

import os
import warnings
from collections.abc import Callable
from time import perf_counter
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import DTypeLike

from hiddenmath.linalg._arrays import MatrixError
from hiddenmath.linalg._bidiagonal import Bidiagonal
from hiddenmath.linalg._blocks import RowBlocks
from hiddenmath.linalg._bounds import Triplets, Vector, norm
from hiddenmath.linalg._cost import Method, block_size, ranked, room
from hiddenmath.linalg._dask import is_dask
from hiddenmath.linalg._dense import dense
from hiddenmath.linalg._gram import gram
from hiddenmath.linalg._krylov import Found, search
from hiddenmath.linalg._library import Library, library_of
from hiddenmath.linalg._missed import Complete
from hiddenmath.linalg._operator import Operator, operator, unscaled
from hiddenmath.linalg._single import single
from hiddenmath.linalg._singular import AccuracyWarning
from hiddenmath.linalg._tall import adjoint

# Passes over A after which block Krylov gives up: twice what the slowest of the spectra in its tests took. Where LAPACK
# can take over it does, else the answer says what its error is.
BUDGET, ALONE = 120, 600


class SVD(NamedTuple):
    """A ≈ U · diag(s) · Vt, and how far from it.

    - `U` (m×k), `s` (k, descending), `Vt` (k×n): orthonormal columns, values, orthonormal rows. Of row blocks
      U comes in row blocks too, each computed from one of A when it is asked for; of a Dask array U and Vt are Dask
      arrays. Columns of such a U are orthonormal up to `tol`. Of PyTorch and JAX, U, s, Vt and `error` are arrays on
      A's device.
    - `error` (k,): absolute; k distinct singular values of A pair with `s` so that |σ − s[i]| ≤ error[i], rounding
      included (but not what the products of a `LinearOperator` lose).
    - `complete`: whether these are the k *largest*, each within its error: "proved" (all were computed, or counted by
      inertia) or "probable"; `complete.missed` is then a bound on the probability that they are not; "unknown" where
      none is known.
    - `vectors`: a bound in radians on the angle between the spans of U, Vt and the true ones; infinite where no gap to
      the next value is certified. It holds as far as `complete` does.
    - `tail`: a bound on ‖A − U diag(s) Vt‖_F; infinite for a `LinearOperator`, whose ‖A‖_F is not known.
    - `method`: "dense", "gram" or "krylov"; `passes`: how often all of A was read, the check included; `seconds`: wall
      time.
    """

    U: Any
    s: Any
    Vt: Any
    error: Any
    complete: Complete
    vectors: float
    tail: float
    method: Literal["dense", "gram", "krylov"]
    passes: int
    seconds: float


def svd(
    A: Any,
    k: int | None = None,
    tol: float = 1e-6,
    seed: int = 0,
    *,
    progress: Callable[[int, int], object] | None = None,
    checkpoint: str | os.PathLike[str] | None = None,
) -> SVD:
    """The k largest singular values of A (m×n) with their vectors: A ≈ U diag(s) Vt, error bounds included.

    A: any finite 2-d array of NumPy, PyTorch or JAX, a sparse matrix or array of SciPy, a `LinearOperator`,
    `RowBlocks`, or a Dask array; k: 1 … min(m, n), all by default; tol bounds max(error)/s[0], before they are rounded
    to A's precision; `seed` makes what is random the same each time. A cost model chooses: all triplets by LAPACK,
    whose error is some 10⁻¹³ of s[0]; the Gram matrix of the shorter side, where that provably keeps `tol`; or block
    Krylov, which goes on until its certificate keeps `tol` and hands over to LAPACK (or warns, where A is too large for
    that) if it cannot. Computed in float64 or complex128; the answer has A's precision. A is not changed. Raises
    MatrixError naming the shape and the remedy, also where A requires_grad or is traced by JAX. Cost: see the methods.

    Row blocks and Dask arrays are read `passes` times (persist a Dask array that fits into its cluster): once or a few
    times for a Gram matrix, which is used for up to 8192 columns (of a Dask array: where the longer side is 4 times the
    shorter), many times for block Krylov. For row blocks `progress(done, total)` is told the rows read so far and to be
    read (a further pass, where `tol` needs one, adds to both), and `checkpoint` names a file from which an interrupted
    computation goes on to the same bits; it is removed at the end.

    >>> answer = svd([[3.0, 0.0], [4.0, 5.0]])
    >>> (answer.s**2).round(12)
    array([45.,  5.])
    >>> bool(answer.error.max() < 1e-12), answer.complete, answer.method
    (True, 'proved', 'dense')
    """
    if isinstance(A, RowBlocks):
        from hiddenmath.linalg._streamed import streamed

        return streamed(A, k, tol, seed, progress, checkpoint)
    if progress is not None or checkpoint is not None:
        raise MatrixError(
            "progress and checkpoint are for matrices that are read in blocks, pass by pass (hiddenmath.data.open_rows "
            f"makes one of a file); this one is a {type(A).__name__}. Leave them out."
        )
    if is_dask(A):
        from hiddenmath.linalg._distributed import distributed

        return distributed(A, k, tol, seed)
    start, library = perf_counter(), library_of(A)
    with library.double():
        answer = _svd(A, library, k, tol, seed)
    return answer._replace(seconds=perf_counter() - start)


def _svd(A: Any, library: Library, k: int | None, tol: float, seed: int) -> SVD:
    matrix, dtype = operator(A, library)
    k = count(k, *matrix.shape)
    checked_tol(tol)
    method, found = _first_that_keeps(matrix, k, tol, seed)
    U, s, Vt, error, vectors, tail = found.triplets
    s, error, tail = unscaled(matrix.exponent, s, error, tail)
    answer = SVD(U, s, Vt, error, found.complete, vectors, tail, method, found.passes + 1, seconds=0.0)
    answer = _in_dtype(answer, dtype, library)
    s, error = library.pair(answer.s, answer.error)
    return answer._replace(s=s, error=error)


def _first_that_keeps(A: Operator, k: int, tol: float, seed: int) -> tuple[Method, Found]:
    """The cheapest method that keeps `tol`; or what came closest."""
    if A.size == 0:
        return "dense", zero(A, k)
    rng = np.random.default_rng(seed)
    methods = ranked(A, k)
    found = None
    for method in methods:
        if method == "dense":
            return method, dense(A.dense(), k)
        if method == "gram":
            found = _by_gram(A, k, tol, rng)
            if found:
                return method, found
        else:
            found = _by_krylov(A, k, tol, rng, BUDGET if "dense" in methods else ALONE)
            if found.keeps(tol):
                return method, found
    if found is None:
        m, n = A.shape
        raise MatrixError(
            f"A ({m}×{n}) is too large for {k} singular values at once: the method that finds so many needs all of A "
            f"as a dense array, {m * n * A.dtype.itemsize / 2**30:.0f} GiB. Ask for fewer: a smaller k."
        )
    warnings.warn(not_kept(A, k, tol, found), AccuracyWarning, stacklevel=4)
    return "krylov", found


def _by_krylov(A: Operator, k: int, tol: float, rng: np.random.Generator, budget: int) -> Found:
    block, size = block_size(A), room(*A.shape, k, block_size(A))
    first = single(A, k, tol, lambda narrow: Bidiagonal(narrow, block, size, rng), rng)
    return search(Bidiagonal(A, block, size, rng, first), k, tol, budget, look=0 if first else None)


def _by_gram(A: Operator, k: int, tol: float, rng: np.random.Generator) -> Found | None:
    """`gram`, which wants a tall matrix, also for a wide one: Aᴴ = V S Uᴴ."""
    m, n = A.shape
    if m >= n:
        return gram(A, k, tol, rng)
    found = gram(A._replace(shape=(n, m), array=adjoint(A.array)), k, tol, rng)
    if found is None:
        return None
    U, Vt = adjoint(found.triplets.Vt), adjoint(found.triplets.U)
    return found._replace(triplets=found.triplets._replace(U=U, Vt=Vt))


def zero(A: Operator, k: int) -> Found:
    m, n = A.shape
    U, Vt = A.library.send(np.eye(m, k, dtype=A.dtype)), A.library.send(np.eye(k, n, dtype=A.dtype))
    triplets = Triplets(U, np.zeros(k), Vt, np.zeros(k), np.inf, 0.0)
    if k == m == n:
        triplets = triplets._replace(vectors=0.0)
    return Found(triplets, Complete("proved"), 0, 0.0, 0.0)


def not_kept(A: Operator, k: int, tol: float, found: Found) -> str:
    m, n = A.shape
    reached = found.triplets.error.max() / found.scale
    return (
        f"svd of A ({m}×{n}), k = {k}: after {found.passes} passes the error is {reached:.0e} of the largest value, "
        f"asked for was {tol:.0e}, and that no larger value was missed is {found.complete}. The values near the last "
        "one differ too little. The bounds in the answer hold; ask for more values (a larger k), or for a larger tol."
    )


def count(k: int | None, m: int, n: int, what: str = "singular values") -> int:
    """`k` checked: 1 … min(m, n), all of them for None."""
    if k is None:
        return min(m, n)
    if isinstance(k, bool) or not isinstance(k, int | np.integer):
        raise MatrixError(f"k is {k!r}, but it counts {what}: a whole number from 1 to {min(m, n)}.")
    if not 1 <= k <= min(m, n):
        raise MatrixError(f"k is {k}, but A ({m}×{n}) has {min(m, n)} {what}. Choose k from 1 to {min(m, n)}.")
    return int(k)


def checked_tol(tol: Any) -> None:
    if not isinstance(tol, int | float | np.floating) or not 0 < tol < 1:
        raise MatrixError(f"tol is {tol!r}, but it is a relative error: a number between 0 and 1, such as 1e-6.")


def _in_dtype(exact: SVD, dtype: DTypeLike, library: Library) -> SVD:
    """The answer in A's own precision; what that rounds is added to the bounds."""
    U, Vt = library.cast(exact.U, dtype), library.cast(exact.Vt, dtype)
    s = in_range(exact.s, dtype, (len(U), Vt.shape[1]), "its largest singular value")
    if s.dtype == exact.s.dtype:
        return exact._replace(U=U, Vt=Vt)
    ds, dU, dVt = np.abs(exact.s - s), norm(exact.U - U), norm(exact.Vt - Vt)
    moved = 2 * float(exact.s[0]) * (dU + dVt) + float(np.linalg.norm(ds))
    return exact._replace(
        U=U, s=s, Vt=Vt, error=exact.error + ds, vectors=exact.vectors + 2 * max(dU, dVt), tail=exact.tail + moved
    )


def in_range(values: Vector, dtype: DTypeLike, shape: tuple[int, int], what: str) -> Vector:
    """Values in the real precision of `dtype`, where they do not overflow it."""
    with np.errstate(over="ignore"):
        rounded: Vector = values.astype(np.empty(0, dtype).real.dtype)
    if not np.isfinite(rounded).all():
        m, n = shape
        raise MatrixError(
            f"A ({m}×{n}) has entries so large that {what} overflows {rounded.dtype}. Divide A by a power of two first."
        )
    return rounded
