"""How far a computed x can be from the solution of A x = b: proved with an inverse, or estimated without one."""

from typing import NamedTuple

import numpy as np

from hiddenmath.linalg._arrays import Matrix
from hiddenmath.linalg._bounds import Vector, gamma
from hiddenmath.linalg._factors import Columns, Factors
from hiddenmath.linalg._lapack import times

TINY = float(np.finfo(np.float64).smallest_subnormal)


class Residual(NamedTuple):
    """`computed` = B − A X (n×k); its true value is within `rounding` (n×k) of it, entry by entry.

    `backward` (k,): the least ω with (A + E) x = b + f for some |E| ≤ ω|A|, |f| ≤ ω|b| (Oettli and Prager 1964);
    `norm` = ‖A‖∞.
    """

    computed: Matrix
    rounding: Vector
    backward: Vector
    norm: float

    @property
    def weight(self) -> Vector:
        return np.abs(self.computed) + self.rounding


def residual(factors: Factors, B: Matrix, X: Matrix) -> Residual:
    """The residual of A X = B. Cost: 2n²k operations and one look at |A|.

    |A| |x| is formed for one x only: the largest |xᵢ|/‖x‖∞ over all columns x of X stands for each.
    """
    largest = np.abs(X).max(axis=0)
    shape = (np.abs(X) / np.where(largest > 0, largest, 1)).max(axis=1)
    product = factors.absolute(np.stack([np.ones(len(B)), shape], axis=1))
    size = product[:, 1:] * largest + np.abs(B)
    computed = B - factors.times(X)
    # 8 more terms than a row has: what forming `size` and these lines rounds themselves.
    rounding = gamma(factors.terms + 8, B) * size + 4 * factors.terms * TINY
    backward = (np.abs(computed) / np.where(size > 0, size, 1)).max(axis=0)
    return Residual(computed, rounding, backward, float(product[:, 0].max()))


def estimate(solve: Columns, adjoint: Columns, W: Matrix) -> Vector:
    """‖|A⁻¹| w‖∞ for each column w ≥ 0 of W (n×c), from below, by a few solutions of A X = B and Aᴴ X = B:
    `solve(B)`, `adjoint(B)`.

    That is the 1-norm of D A⁻ᴴ, D = diag(w). The convex function v ↦ ‖D A⁻ᴴ v‖₁ has its maximum over the unit ball at
    a unit vector; each step moves to the one that the gradient points to, until the value no longer grows. All columns
    go together, so that the factors are read once. Nearly always exact, in practice within a factor of 3.
    Cost: about 4 solutions with c columns. Source: N. Higham, "FORTRAN codes for estimating the one-norm", 1988, with
    the alternating vector of its algorithm 4.1 against cancellation.
    """
    n, c = W.shape
    i = np.arange(n)
    start = np.stack([np.full(n, 1 / n), (-1.0) ** i * (1 + i / max(1, n - 1))], axis=1)
    Y0 = adjoint(start)
    best: Vector = np.maximum((W * np.abs(Y0[:, :1])).sum(axis=0), (W * np.abs(Y0[:, 1:])).sum(axis=0) * 2 / (3 * n))
    Y = W * Y0[:, :1]
    last = np.full(c, -1)
    for _ in range(5):
        Z = np.abs(solve(W * _sign(Y)))
        best, at = np.maximum(best, Z.max(axis=0)), Z.argmax(axis=0)
        if (at == last).all():
            break
        unit = np.zeros((n, c))
        unit[at, np.arange(c)] = 1
        Y = W * adjoint(unit)
        found = np.abs(Y).sum(axis=0)
        if (found <= best).all():
            break
        best, last = np.maximum(best, found), at
    return best


def _sign(Y: Matrix) -> Matrix:
    if not np.iscomplexobj(Y):
        return np.where(Y < 0, -1.0, 1.0)
    size = np.abs(Y)
    return np.where(size > 0, Y / np.where(size > 0, size, 1), 1)


def proof(factors: Factors, W: Matrix) -> Vector | None:
    """‖|A⁻¹| w‖∞ for each column w ≥ 0 of W (n×c), from above; None where no proof succeeds.

    Let R ≈ A⁻¹ and G = I − A R. Where |G| v ≤ α v for a v > 0 and an α < 1, A is invertible and A⁻¹ = R (I − G)⁻¹, so
    |A⁻¹| w ≤ |R| (w + v·β/(1 − α)), β the largest entry of |G| w / v. With v = |A|·1 rows may have any scale. The
    rounding of A R, at most γ|A||R|, is counted in |G|. Cost: 4n³, and n² numbers of memory.
    Source: S. Rump, "Verification methods", Acta Numerica 2010, section 10.
    """
    n = len(W)
    R = factors.solve(np.eye(n))
    G = np.abs(np.eye(n) - factors.times(R))
    G, R = np.ascontiguousarray(G), np.ascontiguousarray(np.abs(R))
    v = factors.absolute(np.ones((n, 1)))
    slack = 1 + 4 * gamma(n + 8, G)

    def through(X: Matrix) -> Matrix:
        """|G| X, from above."""
        return slack * (times(G, X) + gamma(2 * factors.terms + 8, W) * factors.absolute(times(R, X)))

    α = float((through(v) / v).max())
    if not α < 1:
        return None
    β = (through(W) / v).max(axis=0)
    found: Vector = times(R, W + v * (β / (1 - α))).max(axis=0) * slack
    return found
