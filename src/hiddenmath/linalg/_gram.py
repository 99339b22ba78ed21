"""The largest singular triplets of a tall matrix from its small Gram matrix AᴴA, where squaring does no harm."""

from collections.abc import Iterator
from math import inf, sqrt

import numpy as np
from numpy.random import Generator

from hiddenmath.linalg._arrays import Matrix
from hiddenmath.linalg._bounds import (
    Triplets,
    Vector,
    angle,
    beyond_rank,
    certify_symmetric,
    clusters,
    defect,
    gamma,
    norm,
)
from hiddenmath.linalg._cost import BLOCK, full_eigen_is_cheaper, room
from hiddenmath.linalg._gram_sum import GramSum
from hiddenmath.linalg._krylov import Found, search
from hiddenmath.linalg._lanczos import Lanczos
from hiddenmath.linalg._lapack import gesdd
from hiddenmath.linalg._missed import Complete
from hiddenmath.linalg._operator import Operator
from hiddenmath.linalg._tall import Tall, adjoint, combine, home, inner

# Products with few columns run over blocks of so many rows; on a device over blocks of so many entries at least.
ROWS, ENTRIES = 4096, 1 << 24
# As far as this from orthonormal, A V/√w is as good as any other product: nothing is left to be corrected.
ORTHONORMAL = 2e-13


def gram(A: Operator, k: int, tol: float, rng: Generator) -> Found | None:
    """The k largest triplets of A (m×n, m ≥ n, dense), or None where `tol` cannot be promised.

    The eigenvalues of G = AᴴA are σ², each wrong by at most η (rounding of G, and residuals of its eigenvectors). A
    small σ is squared away: its relative error is η/2σ². So the method stops unless η < tol·σₖ². What is left of the
    error in the vectors is removed by a Rayleigh–Ritz step: A V = U S Zᴴ through the eigenvectors X of the second,
    well-conditioned Gram matrix of W = A V/√w (Stathopoulos and Wu 2002). Its residual needs no
    further pass, because AᴴA V = G V but for η. Cost: mn² (half a product, by symmetry) + eigenpairs of G + 2mnk +
    5mk².
    """
    m, n = A.shape
    G, η = _gram_matrix(A)
    w, V, left, η = eigen(G, k, tol, η, rng)
    if not η < tol * w[k - 1]:
        return None

    W, WhW = _times(A, V / np.sqrt(w))
    if np.linalg.norm(WhW - np.eye(k)) < ORTHONORMAL:
        C, s, Z, U, UhU = np.eye(k), np.sqrt(w), np.eye(k), W, WhW
    else:
        C, s, Z = _ritz(WhW, w)
        U, UhU = _turn(W, C)

    # A V Z = W √w Z, and U S = W C S, so that their difference needs no pass over rows; that of AᴴU and V Z S neither.
    T = C / np.sqrt(w)[:, None]
    E = sqrt(2 * k) * np.linalg.norm(np.sqrt(w)[:, None] * Z - C * s, axis=0)
    F = np.linalg.norm(G @ (V @ T) - (V @ Z) * s, axis=0) + (η + gamma(n, G) * A.size**2) * np.linalg.norm(T, axis=0)
    long = gamma(m + n + 2 * k, G)
    rounding = 2 * A.rounding + gamma(4 * k + 8, G) * sqrt(k) * (s + 2 * s[0])
    residual = (1 + long) * (np.maximum(E, F) + rounding)
    UhU[np.diag_indices(k)] -= 1
    error, residual, g = clusters(s, residual, np.maximum(np.linalg.norm(UhU, axis=0), defect(V @ Z)), 2 * long)
    if not error.max() <= tol * s[0]:
        return None
    if k == n:
        vectors, tail = angle(residual, s[-1]) if m > n else 0.0, A.size * g + (1 + g) * residual
    else:
        vectors, tail = angle(residual, s[-1] - sqrt(max(0.0, left + η))), beyond_rank(A.size, s, residual)
    return Found(
        Triplets(U, s, A.library.send((V @ Z).conj().T), error, vectors, tail),
        Complete("proved"),
        2,
        float(s[0]),
        sqrt(max(0.0, left + η)),
    )


def _ritz(WhW: Matrix, w: Vector) -> tuple[Matrix, Vector, Matrix]:
    """C, s, Z with W √w = (W C) S Zᴴ and W C orthonormal, from WᴴW, which is nearly I."""
    d, X = np.linalg.eigh(WhW)
    P, s, Zt = gesdd((np.sqrt(d)[:, None] * X.conj().T) * np.sqrt(w))
    return (X / np.sqrt(d)) @ P, s, Zt.conj().T


def _gram_matrix(A: Operator) -> tuple[Matrix, float]:
    """AᴴA, at home, and a bound on its rounding."""
    if A.library.name == "NumPy":
        total = GramSum(A.shape[1], A.array.dtype)
        total.add(A.array)
        return total.G, total.error
    blocks = list(_cuts(A))
    G = sum(adjoint(block) @ block for block in _rows(A))
    return home(G), gamma(blocks[0].stop + len(blocks), A.array) * A.size**2


def _cuts(A: Operator) -> Iterator[slice]:
    """Blocks of rows, which are widened and used while they are near; large ones where each is a call to a device."""
    m, n = A.shape
    rows = ROWS if A.library.name == "NumPy" else max(ROWS, ENTRIES // n)
    return (slice(i, min(m, i + rows)) for i in range(0, m, rows))


def _rows(A: Operator) -> Iterator[Tall]:
    """Blocks of rows in double precision."""
    return (A.library.cast(A.array[part], A.dtype) for part in _cuts(A))


def _times(A: Operator, X: Matrix) -> tuple[Tall, Matrix]:
    """W = A X and WᴴW, each block of rows while it is near."""
    if A.library.name != "NumPy":
        W = A.library.xp.concat([combine(block, X) for block in _rows(A)], axis=0)
        return W, inner(W, W)
    W, product = np.empty((A.shape[0], X.shape[1]), A.dtype), np.zeros((X.shape[1],) * 2, A.dtype)
    for at, block in zip(_cuts(A), _rows(A), strict=True):
        part = np.matmul(block, X, out=W[at])
        product += part.conj().T @ part
    return W, product


def _turn(W: Tall, C: Matrix) -> tuple[Tall, Matrix]:
    """U = W C, in the memory of W where that is NumPy's, and UᴴU."""
    if not isinstance(W, np.ndarray):
        U = combine(W, C)
        return U, inner(U, U)
    product = np.zeros_like(C)
    for part in np.array_split(W, range(ROWS, len(W), ROWS)):
        part[:] = part @ C
        product += part.conj().T @ part
    return W, product


def eigen(G: Matrix, k: int, tol: float, η: float, rng: Generator) -> tuple[Vector, Matrix, float, float]:
    """The k largest eigenpairs of G (n×n), a bound on the eigenvalue after them, and η with their error added.

    By Lanczos where that is cheaper and proves that none is missed; else by all eigenpairs from LAPACK.
    """
    n = len(G)
    size = norm(G)
    if not full_eigen_is_cheaper(n, k):
        rounding = gamma(n, G) * size
        operator = Operator((n, n), G.dtype, G.__matmul__, G.__matmul__, size, rounding, 2.0 * n * n, 0, G)
        found = search(Lanczos(operator, BLOCK, room(n, n, k), rng), k, 0.003 * tol, budget=60)
        V, w, _, error, *_ = found.triplets
        if found.complete == "proved" and η + error.max() < tol * w[-1]:
            return w, V, float(found.next), η + float(error.max())
    w, V = np.linalg.eigh(G)
    w, V = np.maximum(w[::-1], 0), V[:, ::-1]
    η += float(certify_symmetric(G @ V, w, V, gamma(n, G) * size).error.max())
    return w[:k], V[:, :k], float(w[k]) if k < n else -inf, η
