"""Counting eigenvalues without computing them."""

from math import sqrt

import numpy as np

from hiddenmath.linalg._bounds import Vector, gamma, norm
from hiddenmath.linalg._operator import Operator
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


def counted(A: Operator, V: Tall, w: Vector, error: Vector, magnitude: bool = False) -> Vector:
    """Bounds from above on the k + 1 largest eigenvalues (or magnitudes) of A, k of which were found to be w ± error;
    w goes on at least to the next. Infinite where they cannot be proved.

    The values found are the largest if what is left is smaller than the smallest of them. Where several equal values
    end the list, only what lies above them is taken off: then what is left must not be larger than they are.
    """
    array, k = A.dense(), len(error)
    found = np.abs(w) if magnitude else w
    for j in (k, int((found[:k] - error > found[k - 1] + error[k - 1]).sum())):
        above = found[k - 1] - error[k - 1] if j == k else found[k - 1] + error[k - 1]
        below = float(found[k] + 0.1 * (above - found[k])) if j == k else float(above)
        up = np.flatnonzero(w[:j] > 0) if magnitude else np.arange(j)
        left = next_largest(array, V[:, up], w[up], below)
        if magnitude:
            down = np.flatnonzero(w[:j] <= 0)
            left = max(left, next_largest(-array, V[:, down], -w[down], below))
        left += A.rounding  # where the asymmetry that was tolerated is counted
        if left <= above or (j < k and left < np.inf):
            return np.concatenate([found[:j] + error[:j], np.full(k + 1 - j, left)])
    return np.full(k + 1, np.inf)
