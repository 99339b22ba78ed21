"""The eigendecomposition A = V W Vᴴ of a symmetric or Hermitian matrix, truncated, with bounds on its error."""

import warnings
from time import perf_counter
from typing import Any, Literal, NamedTuple

import numpy as np

from hiddenmath.linalg._arrays import MatrixError
from hiddenmath.linalg._bounds import Triplets, angle, certify_symmetric, norm
from hiddenmath.linalg._cost import (
    EIGEN,
    MEMORY,
    PATIENCE,
    SPARSE,
    THIN,
    block_size,
    lanczos_cost,
    room,
    some_pairs_cost,
)
from hiddenmath.linalg._hermitian import hermitian
from hiddenmath.linalg._krylov import Found, search
from hiddenmath.linalg._lanczos import Lanczos
from hiddenmath.linalg._library import Library, library_of
from hiddenmath.linalg._missed import Complete
from hiddenmath.linalg._operator import Operator, operator, unscaled
from hiddenmath.linalg._single import single
from hiddenmath.linalg._singular import AccuracyWarning
from hiddenmath.linalg._some_pairs import some_pairs
from hiddenmath.linalg._svd import ALONE, BUDGET, checked_tol, count, in_range
from hiddenmath.linalg._tall import adjoint

Which = Literal["largest", "smallest", "magnitude"]


class Eigh(NamedTuple):
    """A ≈ V · diag(w) · Vᴴ, and how far from it.

    - `w` (k,): eigenvalues, in the order asked for; `V` (n×k): their vectors, orthonormal columns. They and `error` are
      arrays of A's library, on its device.
    - `error` (k,): absolute; k distinct eigenvalues of A pair with `w` so that |λ − w[i]| ≤ error[i], rounding included
      (but not what the products of a `LinearOperator` lose).
    - `complete`, `vectors`, `tail`, `passes`, `seconds`: as in `SVD`; `method`: "dense" or "krylov".
    """

    w: Any
    V: Any
    error: Any
    complete: Complete
    vectors: float
    tail: float
    method: Literal["dense", "krylov"]
    passes: int
    seconds: float


def eigh(A: Any, k: int | None = None, which: Which = "largest", tol: float = 1e-6, seed: int = 0) -> Eigh:
    """k eigenvalues of the symmetric or Hermitian A (n×n) with their vectors: A V = V diag(w), error bounds included.

    A: any finite square array of NumPy, PyTorch or JAX that equals its conjugate transpose up to rounding (its
    Hermitian part is used, and the bounds hold for the matrices that its triangles stand for, too), a sparse matrix or
    array of SciPy, or a `LinearOperator`; k: 1 … n, all by default; `which`: the "largest" come in descending order,
    the "smallest" ascending, "magnitude" by decreasing |w|. tol bounds max(error)/‖A‖₂; `seed` makes what is random the
    same each time. A cost model chooses LAPACK, for all pairs or for some, or block Lanczos, which goes on until its
    certificate keeps `tol`; if A is dense, a Cholesky factorisation proves that nothing was missed. Computed in float64
    or complex128; the answer has A's precision. A is not changed. Raises MatrixError naming the shape, the largest
    asymmetry and the remedy, also where A requires_grad or is traced by JAX. Cost: see the methods.

    >>> answer = eigh([[2.0, 1.0], [1.0, 2.0]])
    >>> answer.w.round(12), answer.complete
    (array([3., 1.]), 'proved')
    """
    start, library = perf_counter(), library_of(A)
    with library.double():
        answer = _eigh(A, library, k, which, tol, seed)
    return answer._replace(seconds=perf_counter() - start)


def _eigh(A: Any, library: Library, k: int | None, which: Which, tol: float, seed: int) -> Eigh:
    given, dtype = operator(A, library)
    if which not in ("largest", "smallest", "magnitude"):
        raise MatrixError(f'which is {which!r}: choose "largest", "smallest" or "magnitude".')
    if given.shape[0] != given.shape[1]:
        raise MatrixError(
            "A ({}×{}) is not square, so it has no eigenvalues. For its singular values use svd.".format(*given.shape)
        )
    k = count(k, *given.shape, "eigenvalues")
    checked_tol(tol)
    matrix = hermitian(given, A, -1.0 if which == "smallest" else 1.0)
    method, found = _first_that_keeps(matrix, k, which == "magnitude", tol, seed)
    V, w, _, error, vectors, tail = found.triplets
    w, error, tail = unscaled(matrix.exponent, -w if which == "smallest" else w, error, tail)
    answer = Eigh(w, V, error, found.complete, vectors, tail, method, found.passes + 1, 0.0)
    answer = _in_dtype(answer, dtype, library)
    w, error = library.pair(answer.w, answer.error)
    return answer._replace(w=w, error=error)


def _first_that_keeps(
    A: Operator, k: int, magnitude: bool, tol: float, seed: int
) -> tuple[Literal["dense", "krylov"], Found]:
    """The cheaper method if it keeps `tol`, else the other; or what came closest."""
    n, block = A.shape[0], block_size(A)
    if A.size == 0:
        V = A.library.send(np.eye(n, k, dtype=A.dtype))
        zero = Triplets(V, np.zeros(k), adjoint(V), np.zeros(k), 0.0 if k == n else np.inf, 0.0)
        return "dense", Found(zero, Complete("proved"), 0, 0.0, 0.0)
    dense_cost = min(EIGEN * n**3, _some_cost(A, k, magnitude)) + (0 if A.array is not None else SPARSE * A.work * n)
    krylov_cost = lanczos_cost(A.work, n, k, block, THIN if A.array is not None else SPARSE)
    fits = n * n <= MEMORY and (dense_cost <= PATIENCE or krylov_cost == np.inf)
    if fits and dense_cost <= krylov_cost:
        return "dense", _dense(A, k, magnitude, tol)
    if krylov_cost == np.inf:
        raise MatrixError(
            f"A ({n}×{n}) is too large for {k} eigenvalues at once: as a dense array it needs "
            f"{n * n * A.dtype.itemsize / 2**30:.0f} GiB. Ask for fewer: a smaller k."
        )
    rng, size = np.random.default_rng(seed), room(n, n, k, block)
    first = single(A, k, tol, lambda narrow: Lanczos(narrow, block, size, rng, magnitude), rng)
    space = Lanczos(A, block, size, rng, magnitude, first)
    found = search(space, k, tol, BUDGET if fits else ALONE, look=0 if first else None)
    kept = found.keeps(tol)
    if not kept and fits:
        return "dense", _dense(A, k, magnitude, tol)
    if not kept:
        reached = found.triplets.error.max() / found.scale
        warnings.warn(
            f"eigh of A ({n}×{n}), k = {k}: after {found.passes} passes the error is {reached:.0e} of ‖A‖, asked for "
            f"was {tol:.0e}, and that no larger value was missed is {found.complete}. The bounds in the answer hold; "
            "ask for more values (a larger k), or for a larger tol.",
            AccuracyWarning,
            stacklevel=4,
        )
    return "krylov", found


def _some_cost(A: Operator, k: int, magnitude: bool) -> float:
    """What a part of the eigenpairs costs: only NumPy's arrays have drivers for that, and only for one end."""
    return some_pairs_cost(A.shape[0], k) if A.library.name == "NumPy" and k < A.shape[0] and not magnitude else np.inf


def _dense(A: Operator, k: int, magnitude: bool, tol: float) -> Found:
    """Those asked for by LAPACK's `syevr` where that is cheaper, proved to be the largest; else all of them."""
    if _some_cost(A, k, magnitude) < EIGEN * A.shape[0] ** 3:
        found = some_pairs(A, k)
        if found is not None and found.triplets.error.max() <= tol * found.scale:
            return found
    return _all_pairs(A, k, magnitude)


def _all_pairs(A: Operator, k: int, magnitude: bool) -> Found:
    """All eigenpairs by LAPACK (`syevd`), all certified, the first k of them. Cost: about 9n³, and 2n³ to certify."""
    array, library = A.dense(), A.library
    w, V = library.xp.linalg.eigh(array)
    w, V = library.home(w)[::-1], library.xp.flip(V, axis=1)
    error, residual, g = certify_symmetric(array @ V, w, V, A.rounding)
    order = np.argsort(-np.abs(w), kind="stable") if magnitude else np.arange(len(w))
    w, V, error = w[order], V[:, order], error[order]
    size = np.abs(w) if magnitude else w
    vectors = angle(residual, size[k - 1] - size[k] - error[k]) if k < len(w) else 0.0
    tail = norm(array) * g + (1 + g) * (residual + float(np.linalg.norm(w[k:])))
    triplets = Triplets(V[:, :k], w[:k], adjoint(V[:, :k]), error[:k], vectors, tail)
    return Found(triplets, Complete("proved"), 2, float(np.abs(w).max()), 0.0)


def _in_dtype(exact: Eigh, dtype: Any, library: Library) -> Eigh:
    """The answer in A's own precision; what that rounds is added to the bounds."""
    V = library.cast(exact.V, dtype)
    w = in_range(exact.w, dtype, (len(V), len(V)), "an eigenvalue")
    if w.dtype == exact.w.dtype:
        return exact._replace(V=V)
    dw, dV = np.abs(exact.w - w), norm(exact.V - V)
    moved = 4 * float(np.abs(exact.w).max()) * dV + float(np.linalg.norm(dw))
    return exact._replace(w=w, V=V, error=exact.error + dw, vectors=exact.vectors + 2 * dV, tail=exact.tail + moved)
