"""Bounds on the error of a computed SVD, from its own residuals; the rounding in these residuals is counted too."""

from functools import reduce
from math import asin, inf, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.linalg._arrays import Matrix

Vector = NDArray[np.float64]
UNIT = np.finfo(np.float64).eps / 2


def gamma(n: int, A: Matrix) -> float:
    """γₙ = nu/(1 − nu), the error of a sum of n products in any order (Higham 2002, lemma 3.1); n is 4n if complex."""
    n = 4 * n if np.iscomplexobj(A) else n
    return n * UNIT / (1 - n * UNIT)


def norm(A: Matrix) -> float:
    """‖A‖_F, summed by columns, so that rounding is at most γ(m + n) of it."""
    return float(np.linalg.norm(np.linalg.norm(A, axis=0)))


class Triplets(NamedTuple):
    """What a method answers for A (m×n): U (m×k), s (k,), Vt (k×n), error (k,), vectors, tail, as in `SVD`."""

    U: Matrix
    s: Vector
    Vt: Matrix
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


def certify(A: Matrix, U: Matrix, s: Vector, Vt: Matrix) -> Certificate:
    """How wrong U (m×k), s (k, descending), Vt (k×n) can be as singular triplets of A (m×n). Cost: 4mnk + 2(m+n)k²
    operations.

    With E = A V − U S and F = Aᴴ U − V S for orthonormal U, V there are orthogonal changes of basis that turn A into
    diag(S, B) plus a matrix with first block column E and first block row Fᴴ; B can be chosen so that its norm is
    max(‖E‖, ‖F‖) (Davis, Kahan, Weinberger 1982), and Weyl's inequality pairs the singular values within it. For each
    cluster of values separately, this gives disjoint intervals, hence distinct σ. Columns that are orthonormal only up
    to `defect` g are moved to their polar factor, which costs (1 + g)(‖E‖ + 2 g s).
    """
    m, n = A.shape
    k = len(s)
    V = Vt.conj().T
    rounding = 2 * gamma(m + n + 8, A) * (norm(A) + s)
    residual = (
        np.maximum(np.linalg.norm(A @ V - U * s, axis=0), np.linalg.norm(A.conj().T @ U - V * s, axis=0)) + rounding
    )
    defect = np.maximum(_defect(U), _defect(V))
    single = [_Cluster(i, i + 1, float(residual[i]) ** 2, float(defect[i]) ** 2, 2 * gamma(m + n, A)) for i in range(k)]
    error = np.empty(k)
    for cluster in _disjoint(single, s):
        error[cluster.start : cluster.stop] = cluster.radius(s)
    whole = reduce(_Cluster.join, single)
    return Certificate(error, whole.radius(s), whole.defect)


def _defect(Q: Matrix) -> Vector:
    """The norm of each column of QᴴQ − I."""
    G = Q.conj().T @ Q
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
        return (1 + g) * (sqrt(self.residual2) + 2 * g * float(s[self.start])) if g <= 0.5 else inf

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


def angle(residual: float, gap: float) -> float:
    """Bounds the largest angle, in radians, to the true subspace: sin θ ≤ √2 ‖residual‖_F / gap (Wedin 1972)."""
    return asin(sqrt(2) * residual / gap) if sqrt(2) * residual < gap else inf
