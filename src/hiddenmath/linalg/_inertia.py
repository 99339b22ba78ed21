"""Counting eigenvalues without computing them."""

from math import sqrt

import numpy as np

from hiddenmath.linalg._bounds import Vector, gamma, norm
from hiddenmath.linalg._tall import Tall, adjoint, home, plus_identity, positive_definite, scaled


def next_largest(A: Tall, V: Tall, w: Vector, below: float) -> float:
    """A bound, close to `below`, on the (k+1)-th largest eigenvalue of the Hermitian A (n×n); infinite where that is
    not `below`.

    D = A − V (W + cI) Vᴴ differs from A by a matrix with at most k positive eigenvalues, so its largest eigenvalue
    bounds A's (k+1)-th, whatever V (n×k) and w (k) are (Weyl); c moves what was found out of the way. That it is
    smaller than λ is proved by a Cholesky factorisation of λI − D that succeeds; rounding in it, at most
    2γ(n+1)·trace (S. Rump, "Verification of positive definiteness", 2006), and in D is added. Cost: n³/3 + 2n²k.
    """
    n, k = V.shape
    w = w + (abs(below) + float(np.abs(w).max(initial=0.0)))
    Vw = scaled(V, w)
    D = plus_identity(Vw @ adjoint(V) - A, below)
    trace = float(np.abs(home(D.diagonal())).sum())
    if not positive_definite(D):
        return np.inf
    parts = norm(A) + norm(V) * norm(Vw) + sqrt(n) * abs(below)
    return below + 2 * gamma(n + 1, A) * trace + 2 * gamma(k + 4, A) * parts
