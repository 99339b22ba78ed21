"""Least squares from the small matrix AᴴA, where squaring the condition number provably does no harm."""

from math import sqrt
from typing import NamedTuple

import numpy as np

from hiddenmath.linalg._arrays import Matrix
from hiddenmath.linalg._bounds import Vector, gamma
from hiddenmath.linalg._equations import Equations, norms
from hiddenmath.linalg._lapack import routine

# The smallest eigenvalue of AᴴA must stand so far above its own rounding.
CLEAR = 100


class Normal(NamedTuple):
    """X (n×k), for each column a bound on its error and the norms of its residual and of b; the singular values s (n,
    descending)."""

    X: Matrix
    error: Vector
    residual: Vector
    b: Vector
    s: Vector


def normal(equations: Equations) -> Normal | None:
    """The least-squares solution of A X = B, A (m×n) tall, B (m×k); None where the answer would suffer from AᴴA.

    G = AᴴA, x = G⁻¹Aᴴb, and one correction x += G⁻¹Aᴴ(b − A x), after which the error is that of a QR factorisation as
    long as G is far from singular (Björck 1987, corrected seminormal equations). That it is, the bound proves: with
    r = b − A x, exact − x = A⁺r, so ‖exact − x‖ ≤ ‖Aᴴr‖/σ² + ‖δr‖/σ, the rounding of Aᴴr and of r included. If the
    computed Aᴴr is larger than its rounding, the correction has not done its work. Three passes over A.
    Cost: mn² + 4n³/3 + 12mnk.
    """
    n, zero = equations.shape[1], np.empty(0, equations.double)
    G, first = equations.first()
    size2 = float(G.diagonal().real.sum()) * (1 + gamma(equations.terms + n, zero))  # ‖A‖_F²
    w = routine("heevd" if np.iscomplexobj(G) else "syevd", G)(G, compute_v=0)[0]
    if not w[0] > CLEAR * gamma(equations.terms + 4 * n, zero) * size2:
        return None
    σ2 = at_least(G, float(w[0])) - gamma(equations.terms, zero) * size2
    L, failed = routine("potrf", G)(G, lower=1)
    if failed or not σ2 > 0:
        return None
    potrs = routine("potrs", G)
    X = potrs(L, first[:-1], lower=1)[0]
    X = X + potrs(L, equations.sums(X)[:-1], lower=1)[0]

    last = equations.sums(X)
    g, r = last[:-1], norms(last)
    rounding_r = gamma(n + 8, zero) * (sqrt(size2) * np.linalg.norm(X, axis=0) + norms(first))
    rounding = gamma(equations.terms + 8, zero) * sqrt(size2) * r / σ2 + rounding_r / sqrt(σ2)
    left = np.linalg.norm(g, axis=0) / σ2
    if (left > rounding).any():
        return None
    return Normal(X, (1 + gamma(equations.terms + n, zero)) * (left + rounding), r, norms(first), np.sqrt(w[::-1]))


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
