"""Bounds on the error of a computed SVD, from its own residuals; the rounding in these residuals is counted too."""

from functools import reduce
from math import asin, inf, sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.linalg._tall import Basis, Tall, adjoint, inner, is_complex, lengths, scaled

Vector = NDArray[np.float64]
UNIT = float(np.finfo(np.float64).eps) / 2


def gamma(n: int, A: Any) -> float:
    """γₙ = nu/(1 − nu), the error of a sum of n products in any order (Higham 2002, lemma 3.1); n is 4n if complex."""
    n = 4 * n if is_complex(A) else n
    return n * UNIT / (1 - n * UNIT)


def norm(A: Tall) -> float:
    """‖A‖_F, summed by columns, so that rounding is at most γ(m + n) of it."""
    return float(np.linalg.norm(lengths(A)))


class Triplets(NamedTuple):
    """What a method answers for A (m×n): U (m×k), s (k,), Vt (k×n), error (k,), vectors, tail, as in `SVD`."""

    U: Tall
    s: Vector
    Vt: Tall
    error: Vector
    vectors: float
    tail: float


class Certificate(NamedTuple):
    """`error[i]`: some singular values of A pair, each used once, with s so that |σ − sᵢ| ≤ error[i].

    `residual` bounds ‖A V − U S‖_F and ‖Aᴴ U − V S‖_F for the orthonormal U, V nearest to the computed ones; `defect`
    bounds ‖UᴴU − I‖ and ‖VᴴV − I‖.
    """

    error: Vector
    residual: float
    defect: float


def certify(A: Tall, U: Tall, s: Vector, Vt: Tall) -> Certificate:
    """How wrong U (m×k), s (k, descending), Vt (k×n) can be as singular triplets of A (m×n). Cost: 4mnk + 2(m+n)k²
    operations."""
    V = adjoint(Vt)
    return certificate(A @ V, adjoint(A) @ U, U, s, V, gamma(max(A.shape), A) * norm(A))


def certificate(AV: Tall, AhU: Tall, U: Tall, s: Vector, V: Tall, rounding: Vector | float) -> Certificate:
    """`certify` from products that are there: AV (m×k), AᴴU (n×k), each column wrong by `rounding` at most.

    With E = A V − U S and F = Aᴴ U − V S for orthonormal U, V there are orthogonal changes of basis that turn A into
    diag(S, B) plus a matrix with first block column E and first block row Fᴴ; B can be chosen so that its norm is
    max(‖E‖, ‖F‖) (Davis, Kahan, Weinberger 1982), and Weyl's inequality pairs the singular values within it. For each
    cluster of values separately, this gives disjoint intervals, hence distinct σ. Columns that are orthonormal only up
    to `defect` g are moved to their polar factor, which costs (1 + g)(‖E‖ + 2 g s).
    """
    long = gamma(len(U) + len(V) + 8, U)
    residual = np.maximum(lengths(AV - scaled(U, s)), lengths(AhU - scaled(V, s)))
    residual = (1 + long) * residual + 2 * rounding + 16 * UNIT * s
    return clusters(s, residual, np.maximum(defect(U), defect(V)), 2 * long)


def certify_symmetric(AV: Tall, w: Vector, V: Tall, rounding: Vector | float) -> Certificate:
    """How wrong w (k, descending), V (n×k) can be as eigenpairs of the Hermitian A (n×n), from AV (n×k).

    With R = A V − V W for orthonormal V, A − R Vᴴ − V Rᴴ + V (VᴴR) Vᴴ has these eigenpairs, and a matrix of norm ‖R‖
    makes the same change (Kahan 1967; Parlett, The Symmetric Eigenvalue Problem, section 11-5): Weyl pairs them.
    """
    long = gamma(2 * len(V) + 8, V)
    residual = (1 + long) * lengths(AV - scaled(V, w)) + 2 * rounding + 16 * UNIT * np.abs(w)
    return clusters(w, residual, defect(V), 2 * long)


def clusters(s: Vector, residual: Vector, defect: Vector, rounding: float) -> Certificate:
    """Values s (descending) whose intervals meet share one: residuals and defects (k,) of a cluster are joined."""
    single = [_Cluster(i, i + 1, float(residual[i]) ** 2, float(defect[i]) ** 2, rounding) for i in range(len(s))]
    error = np.empty(len(s))
    for cluster in _disjoint(single, s):
        error[cluster.start : cluster.stop] = cluster.radius(s)
    whole = reduce(_Cluster.join, single)
    return Certificate(error, whole.radius(s), whole.defect)


def defect(Q: Tall | Basis) -> Vector:
    """The norm of each column of QᴴQ − I."""
    G = inner(Q, Q)
    G[np.diag_indices_from(G)] -= 1
    column: Vector = np.linalg.norm(G, axis=0)
    return column


class _Cluster(NamedTuple):
    """Triplets start…stop−1: sums of their squared residuals and squared defects; the rounding in each defect."""

    start: int
    stop: int
    residual2: float
    defect2: float
    rounding: float

    @property
    def defect(self) -> float:
        return sqrt(self.defect2) + self.rounding * (self.stop - self.start)

    def radius(self, s: Vector) -> float:
        g = self.defect
        size = max(abs(float(s[self.start])), abs(float(s[self.stop - 1])))
        return (1 + g) * (sqrt(self.residual2) + 2 * g * size) if g <= 0.5 else inf

    def join(self, after: "_Cluster") -> "_Cluster":
        return _Cluster(
            self.start, after.stop, self.residual2 + after.residual2, self.defect2 + after.defect2, self.rounding
        )


def _disjoint(single: list[_Cluster], s: Vector) -> list[_Cluster]:
    """Joins neighbours until the intervals s ± radius of different clusters are disjoint."""
    done: list[_Cluster] = []
    for last in single:
        while done and s[done[-1].stop - 1] - done[-1].radius(s) <= s[last.start] + last.radius(s):
            last = done.pop().join(last)
        done.append(last)
    return done


def beyond_rank(size: float, s: Vector, residual: float) -> float:
    """Bounds ‖A − U S Vᴴ‖_F for A of Frobenius norm at most `size`: what the k values leave over."""
    kept = max(0.0, float(np.linalg.norm(s)) * (1 - gamma(len(s) + 2, s)) - residual)
    return sqrt(max(0.0, size**2 * (1 + 4 * UNIT) - kept**2)) + residual


def angle(residual: float, gap: float) -> float:
    """Bounds the largest angle, in radians, to the true subspace: sin θ ≤ √2 ‖residual‖_F / gap (Wedin 1972)."""
    return asin(sqrt(2) * residual / gap) if sqrt(2) * residual < gap else inf
