"""The largest singular triplets of a tall matrix that is read in passes: sums over its rows are all that is kept.

One pass sums AᴴA. Where that squares away small values that were asked for, a second pass sums the Gram matrix of W =
A T, whose columns T has made nearly orthonormal, and a third one repeats this (CholeskyQR of T. Fukaya, R. Kannan, Y.
Nakatsukasa, Y. Yamamoto, Y. Yanagisawa, "Shifted Cholesky QR for computing the QR factorization of ill-conditioned
matrices", 2020). U is never formed: its rows are those of (A T) C.
"""

from collections.abc import Callable
from math import inf, sqrt
from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from hiddenmath.linalg._arrays import Matrix
from hiddenmath.linalg._bounds import UNIT, Vector, angle, beyond_rank, certify, clusters, defect, gamma, norm
from hiddenmath.linalg._gram import eigen
from hiddenmath.linalg._gram_sum import GramSum
from hiddenmath.linalg._lapack import gesdd
from hiddenmath.linalg._range import raised, shifted

Total = Callable[[Matrix | None, int], GramSum]
"""One pass: the Gram matrix of the rows of A T / 2^exponent, T = I for None."""


class Thin(NamedTuple):
    """A ≈ 2^exponent · U diag(s) Vt with U = (A/2^exponent · T) C, T = I for None; `error`, `vectors`, `tail` as in
    `SVD`, but without 2^exponent. `rank`: columns of U; those for values that rounding hides are zero.
    """

    T: Matrix | None
    C: Matrix
    s: Vector
    Vt: Matrix
    error: Vector
    vectors: float
    tail: float
    rank: int
    passes: int
    exponent: int


class _Basis(NamedTuple):
    """A = W L but for ε; W = A T as it was computed; WᴴW = G but for η. T and L are I for None."""

    T: Matrix | None
    L: Matrix | None
    G: Matrix
    η: float
    ε: float
    size: float


def in_passes(total: Total, n: int, k: int, tol: float, rng: Generator) -> Thin:
    """The k largest triplets of A (m×n, n×n numbers fit in memory) in one to three passes: as many as `tol` needs.

    All singular values are accounted for, so these are the largest; columns of U are orthonormal up to `tol`. Cost of
    the first pass: mn², of each further one: 3mn²; and some eigenproblems of order n.
    """
    first = total(None, 0)
    if first.size == 0:
        nothing = np.zeros((n, k), first.G.dtype)
        return Thin(None, nothing, np.zeros(k), np.eye(k, n, dtype=first.G.dtype), np.zeros(k), inf, 0.0, 0, 1, 0)
    w, V, left, η = eigen(first.G, k, tol, first.error, rng)
    if η < tol * w[k - 1]:
        s = np.sqrt(w)
        error = s - np.sqrt(np.maximum(0, w - η)) + 4 * UNIT * s  # Weyl: |σ² − w| ≤ η
        if error.max() <= tol * s[0]:
            basis = _Basis(None, None, first.G, first.error, 0.0, first.size)
            return _answer(basis, V / s, s, V, error, sqrt(max(0.0, left + η)), 1, first.exponent)
    return _refined(total, first, k, tol)


def _refined(total: Total, first: GramSum, k: int, tol: float) -> Thin:
    """From W = A T in a second pass, and, where its columns are not yet nearly orthonormal, a third one."""
    w, V = np.linalg.eigh(first.G)
    root, V = np.sqrt(np.maximum(w, first.error))[::-1], V[:, ::-1]
    basis = _turned(total, V / root, root[:, None] * V.conj().T, first)
    found = _from_basis(basis, k, tol, 2, first.exponent)
    if found.rank == k and found.error.max() <= tol * found.s[0]:
        return found
    assert basis.T is not None and basis.L is not None
    R = np.linalg.cholesky(basis.G + 4 * basis.η * np.eye(len(w))).conj().T  # shifted, so that rounding does no harm
    basis = _turned(total, basis.T @ np.linalg.inv(R), R @ basis.L, first)
    third = _from_basis(basis, k, tol, 3, first.exponent)
    # It looks for the vectors of values that the second takes for zero; where these are rounding, it can know less.
    known = max(tol * third.s[0], found.error.max())
    return third if third.error.max() <= known else found._replace(passes=3)


def _turned(total: Total, T: Matrix, L: Matrix, first: GramSum) -> _Basis:
    """The basis W = A T of one more pass, for T L = I."""
    sum_ = total(T, first.exponent)
    G, η = shifted(sum_.G, 2 * sum_.exponent), raised(sum_.error, 2 * sum_.exponent)
    return _Basis(T, L, G, η, _moved(T, L) * first.size, first.size)


def _moved(T: Matrix, L: Matrix) -> float:
    """How far W L is from A, relative to ‖A‖_F: by rounding of W = A T, at most γₙ‖A‖_F‖t‖ in each column, and of T L
    = I."""
    n = len(T)
    κ = float(np.linalg.norm(T, axis=0) @ np.linalg.norm(L, axis=1))
    return 2 * gamma(n + 2, T) * κ + norm(np.eye(n) - T @ L)


def _from_basis(basis: _Basis, k: int, tol: float, passes: int, exponent: int) -> Thin:
    """The SVD of A from that of M = Λ^½ Pᴴ L (r×n), WᴴW = P Λ Pᴴ.

    (W P)ᴴ(W P) is Λ but for η, so that the singular values of W P Pᴴ L are those of M, each but for a factor 1 ± ρ, ρ =
    η/λᵣ (A. Ostrowski 1959). Directions in which W is so small that ρ were no longer small are left out.
    """
    L, G, η, ε = basis.L, basis.G, basis.η, basis.ε
    assert L is not None
    n = len(G)
    λ, P = np.linalg.eigh(G)
    live = λ > min(4 * η / tol, 0.01)
    if not live.any():
        live[-1] = True
    dead = norm(P[:, ~live].conj().T @ L) * sqrt(max(0.0, float(λ[~live].max(initial=0.0))) + η)
    λ, P = λ[live], P[:, live]
    r = len(λ)
    M = np.sqrt(λ)[:, None] * (P.conj().T @ L)
    inside, s, Vt = gesdd(M, full_matrices=r < k)
    rounding = gamma(2 * n + 8, G) * norm(P * np.sqrt(λ)) * norm(L) + gamma(8 * n, G) * sqrt(norm(G)) * norm(L)
    ρ = (η + norm(P.conj().T @ (G @ P) - np.diag(λ)) + gamma(2 * n, G) * norm(G)) / λ[0]
    ε += dead + rounding
    error = (certify(M, inside, s, Vt[:r]).error + rounding) * (1 + ρ) + ρ * s + ε
    following = float(s[k] + error[k]) if k < r else ε
    s, error = np.r_[s, np.zeros(max(0, k - r))][:k], np.r_[error, np.full(max(0, k - r), ε)][:k]
    C = (P / np.sqrt(λ)) @ inside
    C = np.hstack([C, np.zeros((n, max(0, k - r)))])[:, :k]
    return _answer(basis._replace(ε=ε), C, s, Vt[:k].conj().T, error, following, passes, exponent)


def _answer(
    basis: _Basis, C: Matrix, s: Vector, V: Matrix, error: Vector, following: float, passes: int, exponent: int
) -> Thin:
    """With bounds on the angle and on what is left, from the residuals A V − U S, AᴴU − V S and from UᴴU − I.

    All of them follow from G: A V − U S = W (L V − C S), AᴴU = LᴴG C, UᴴU = CᴴG C. U is W C as it will be computed,
    from a W that is computed again: `lost` bounds what that rounds.
    """
    T, L, G, η, ε, size = basis
    n, k = V.shape
    rank = int(np.count_nonzero(C.any(axis=0)))
    C, s_, V_ = C[:, :rank], s[:rank], V[:, :rank]
    length, W = np.linalg.norm(C, axis=0), sqrt(float(np.abs(G.diagonal()).sum()) + η)
    through = size * length if T is None else 2 * size * np.linalg.norm(T, axis=0) @ np.abs(C) + W * length
    lost = gamma(n + 2, G) * through
    GC, η = G @ C, η + gamma(2 * n, G) * norm(G)
    LV, LhGC, largest = (V_, GC, 1.0) if L is None else (L @ V_, L.conj().T @ GC, norm(L))
    E = W * (np.linalg.norm(LV - C * s_, axis=0) + gamma(n + 4, G) * largest) + s_ * lost
    F = np.linalg.norm(LhGC - V_ * s_, axis=0) + largest * η * length + size * lost
    inner = C.conj().T @ GC
    inner[np.diag_indices(rank)] -= 1
    skew = np.linalg.norm(inner, axis=0) + η * norm(C) * length + 2 * sqrt(rank) * lost
    _, residual, g = clusters(s_, np.maximum(E, F) + ε, np.maximum(skew, defect(V_)), 2 * gamma(2 * n + 8, G))
    if k == n:
        tail = size * g + (1 + g) * (residual + norm(error[rank:, None]))
        vectors = angle(residual, s[-1]) if rank == k else inf
    else:
        tail = beyond_rank(size, s_, residual)
        vectors = angle(residual, s[-1] - following) if rank == k else inf
    C = np.hstack([C, np.zeros((n, k - rank))])
    return Thin(T, C, s, V.conj().T, error, vectors, tail, rank, passes, exponent)
