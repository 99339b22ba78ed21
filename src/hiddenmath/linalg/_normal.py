"""Least squares from the small matrix AᴴA, where squaring the condition number provably does no harm."""

from math import sqrt
from typing import NamedTuple

import numpy as np

from hiddenmath.linalg._arrays import Matrix
from hiddenmath.linalg._bounds import Vector, gamma
from hiddenmath.linalg._lapack import adjoint_times, gram, routine, times

# Sums run over blocks of so many rows: rounding then grows with ROWS + m/ROWS terms instead of m.
ROWS = 1024
# The smallest eigenvalue of AᴴA must stand so far above its own rounding.
CLEAR = 100


class Normal(NamedTuple):
    """X (n×k), a bound on the error of each column, the norm of its residual; the singular values s (n, descending)."""

    X: Matrix
    error: Vector
    residual: Vector
    s: Vector


def normal(A: Matrix, B: Matrix) -> Normal | None:
    """The least-squares solution of A X = B, A (m×n) tall, B (m×k); None where the answer would suffer from AᴴA.

    G = AᴴA, x = G⁻¹Aᴴb, and one correction x += G⁻¹Aᴴ(b − A x), after which the error is that of a QR factorisation as
    long as G is far from singular (Björck 1987, corrected seminormal equations). That it is, the bound proves: with
    r = b − A x, exact − x = A⁺r, so ‖exact − x‖ ≤ ‖Aᴴr‖/σ² + ‖δr‖/σ, the rounding of Aᴴr and of r included. If the
    computed Aᴴr is larger than its rounding, the correction has not done its work. Cost: mn² + 4n³/3 + 12mnk.
    """
    m, n = A.shape
    G, terms = gram(A, ROWS), ROWS + m // ROWS + 1
    size2 = float(G.diagonal().real.sum()) * (1 + gamma(terms + n, A))  # ‖A‖_F²
    w = routine("heevd" if np.iscomplexobj(A) else "syevd", A)(G, compute_v=0)[0]
    if not w[0] > CLEAR * gamma(terms + 4 * n, A) * size2:
        return None
    σ2 = at_least(G, float(w[0])) - gamma(terms, A) * size2
    L, failed = routine("potrf", G)(G, lower=1)
    if failed or not σ2 > 0:
        return None
    potrs = routine("potrs", G)
    X = potrs(L, gradient(A, B, None)[0], lower=1)[0]
    X = X + potrs(L, gradient(A, B, X)[0], lower=1)[0]

    g, r = gradient(A, B, X)
    rounding_r = gamma(n + 8, A) * (sqrt(size2) * np.linalg.norm(X, axis=0) + np.linalg.norm(B, axis=0))
    rounding = gamma(terms + 8, A) * sqrt(size2) * r / σ2 + rounding_r / sqrt(σ2)
    left = np.linalg.norm(g, axis=0) / σ2
    if (left > rounding).any():
        return None
    return Normal(X, (1 + gamma(terms + n, A)) * (left + rounding), r, np.sqrt(w[::-1]))


def at_least(G: Matrix, w: float) -> float:
    """A proved lower bound on the eigenvalues of the Hermitian G (n×n), the smallest of which is about w > 0; or 0.

    If Cholesky's method runs to its end on G − τI, no eigenvalue of that is below −γ trace (Rump, "Verification of
    positive definiteness", BIT 2006, theorem 2.3).
    """
    τ = 0.95 * w
    moved = G - τ * np.eye(len(G))
    if routine("potrf", G)(moved, lower=1)[1]:
        return 0.0
    return τ - 2 * gamma(len(G) + 4, G) * float(G.diagonal().real.sum())


def gradient(A: Matrix, B: Matrix, X: Matrix | None) -> tuple[Matrix, Vector]:
    """Aᴴ R (n×k) and the norms (k,) of the columns of R = B − A X; X = 0 if None. One pass over A."""
    g = np.zeros((A.shape[1], B.shape[1]), B.dtype)
    squares = np.zeros(B.shape[1])
    for i in range(0, len(A), ROWS):
        rows, R = A[i : i + ROWS], B[i : i + ROWS]
        if X is not None:
            R = R - times(rows, X)
        g += adjoint_times(rows, R)
        squares += (np.abs(R) ** 2).sum(axis=0)
    return g, np.sqrt(squares)
