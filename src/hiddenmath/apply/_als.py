"""Alternating least squares: a matrix of which few entries are known as the product of two thin ones."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.linalg._telling import tell

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Single = NDArray[np.float32]
Solver = Literal["cholesky", "cg"]
CG_STEPS = 3  # from the answer of the last sweep they are enough: the sweeps go on
PIECES = 32  # of the rows for each thread, so that none waits long for the others


class Factors(NamedTuple):
    """`X` (m×k) of people and `Y` (n×k) of items: entry (u, i) is about X[u]·Y[i]."""

    X: Single
    Y: Single


def explicit_als(R: "csr_array", k: int, ridge: float, sweeps: int, seed: int, solver: Solver = "cholesky") -> Factors:
    """X (m×(k+1)) and Y (n×(k+1)), whose columns 0 are biases: R[u, i] ≈ X[u,0] + Y[i,0] + X[u,1:]·Y[i,1:].

    Smallest Σ (R[u, i] − …)² over the entries that are there + ridge · (Σ nᵤ‖X[u]‖² + Σ nᵢ‖Y[i]‖²) with nᵤ and nᵢ how
    many entries a row or a column has. Each half of a sweep is a least-squares problem for each row. Source: Y. Zhou et
    al., "Large-scale Parallel Collaborative Filtering for the Netflix Prize", AAIM 2008, with biases as in Y. Koren et
    al., "Matrix Factorization Techniques for Recommender Systems", 2009. Cost: (entries · k² + (m + n) k³/3) a sweep.
    """
    X, Y = _start(R.shape, k + 1, seed)
    Y[:, 0] = 0
    nothing = np.zeros((k + 1, k + 1), np.float32)

    def half(S: "csr_array", A: Single, B: Single) -> None:
        """A from B: the bias of a row of A is the weight of a column of ones."""
        F = B.copy()
        F[:, 0] = 1
        target = S.data - B[S.indices, 0]
        count = np.maximum(1, np.diff(S.indptr)).astype(np.float32)
        _rows(solver, S, np.ones_like(S.data), target, F, nothing, np.float32(ridge) * count, A)

    return _swept(R, X, Y, half, sweeps)


def implicit_als(C: "csr_array", k: int, ridge: float, sweeps: int, seed: int, solver: Solver = "cholesky") -> Factors:
    """X (m×k) and Y (n×k) with the smallest Σ c[u, i] (p[u, i] − X[u]·Y[i])² + ridge (‖X‖² + ‖Y‖²), over all entries.

    p is 1 where C has an entry, and c is that entry: how sure it is that the person likes it; elsewhere p is 0, and c
    is 1. What all rows have in common, YᵀY, is computed once. Source: Y. Hu, Y. Koren, C. Volinsky, "Collaborative
    Filtering for Implicit Feedback Datasets", ICDM 2008; by conjugate gradients: G. Takács, I. Pilászy, D. Tikk,
    RecSys 2011. Cost a sweep: (entries · k² + (m + n) k³/3) by Cholesky, about 3 (2 entries · k + (m + n) k²) by "cg".
    """
    X, Y = _start(C.shape, k, seed)

    def half(S: "csr_array", A: Single, B: Single) -> None:
        constant = np.full(len(A), ridge, np.float32)
        _rows(solver, S, S.data - 1, S.data, B, B.T @ B, constant, A)

    return _swept(C, X, Y, half, sweeps)


def _start(shape: tuple[int, int], k: int, seed: int) -> tuple[Single, Single]:
    rng = np.random.default_rng(seed)
    m, n = shape
    return np.zeros((m, k), np.float32), rng.normal(0, 0.01, (n, k)).astype(np.float32)


def _swept(
    R: "csr_array", X: Single, Y: Single, half: Callable[["csr_array", Single, Single], None], sweeps: int
) -> Factors:
    """X and Y after so many sweeps; X is the last that is found, so that it is the best for this Y."""
    from scipy.sparse import csr_array
    from threadpoolctl import threadpool_limits

    R = R.astype(np.float32)
    T = csr_array(R.T)
    with threadpool_limits(1, user_api="blas"):  # whose threads would wait in a busy loop beside ours
        half(R, X, Y)
        for sweep in range(sweeps):
            tell("Alternating least squares", sweep, sweeps)
            half(T, Y, X)
            half(R, X, Y)
    return Factors(X, Y)


def _rows(
    solver: Solver, S: "csr_array", weight: Single, target: Single, F: Single, G: Single, ridge: Single, A: Single
) -> None:
    """The rows of A, in place, on all cores."""
    tell("Compiling")
    from hiddenmath.apply.kernels._als import cholesky, conjugate_gradients

    given = (S.indptr, S.indices, weight, target, F, G, ridge, A)

    def run(first: Any, last: Any) -> None:
        if solver == "cholesky":
            cholesky(*given, first, last)
        else:
            conjugate_gradients(*given, first, last, CG_STEPS)

    threads = os.cpu_count() or 1
    # Pieces of about equally many entries; a row costs something too.
    cuts = np.searchsorted(S.indptr + np.arange(len(S.indptr)), np.linspace(0, S.nnz + len(A), PIECES * threads + 1))
    cuts = np.unique(np.append(cuts, [0, len(A)]))
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(run, cuts[:-1], cuts[1:]))
