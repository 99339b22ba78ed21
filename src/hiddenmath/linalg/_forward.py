"""How far a computed x can be from the solution of A x = b: proved with an inverse, or estimated without one."""

from typing import Any, NamedTuple

import numpy as np

from hiddenmath.linalg._arrays import Matrix
from hiddenmath.linalg._bounds import Vector, gamma
from hiddenmath.linalg._factors import Columns, Factors
from hiddenmath.linalg._lapack import times
from hiddenmath.linalg._library import NUMPY

TINY = float(np.finfo(np.float64).smallest_subnormal)


class Residual(NamedTuple):
    """`computed` = B − A X (n×k); its true value is within `rounding` (n×k) of it, entry by entry; both beside A.

    `backward` (k,): the least ω with (A + E) x = b + f for some |E| ≤ ω|A|, |f| ≤ ω|b| (Oettli and Prager 1964);
    `norm` = ‖A‖∞.
    """

    computed: Any
    rounding: Any
    backward: Vector
    norm: float


def residual(factors: Factors, B: Any, X: Any) -> Residual:
    """The residual of A X = B, where these lie. Cost: 2n²k operations and one look at |A|.

    |A| |x| is formed for one x only: the largest |xᵢ|/‖x‖∞ over all columns x of X stands for each.
    """
    xp = factors.at.xp
    largest = xp.max(xp.abs(X), axis=0)
    shape = xp.max(xp.abs(X) / xp.where(largest > 0, largest, 1), axis=1)
    product = factors.absolute(xp.stack([xp.ones_like(shape), shape], axis=1))
    size = product[:, 1:] * largest + xp.abs(B)
    computed = B - factors.times(X)
    # 8 more terms than a row has: what forming `size` and these lines rounds themselves.
    rounding = factors.gamma(8) * size + 4 * factors.terms * TINY
    backward = xp.max(xp.abs(computed) / xp.where(size > 0, size, 1), axis=0)
    return Residual(computed, rounding, factors.at.home(backward), float(xp.max(product[:, 0])))


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
    rounding of A R, at most γ|A||R|, is counted in |G|. Cost: 4n³, and n² numbers of memory, where A is.
    Source: S. Rump, "Verification methods", Acta Numerica 2010, section 10.
    """
    n, at = len(W), factors.at
    slack, γ = 1 + 4 * gamma(n + 8, W), gamma(2 * factors.terms + 8, W)
    W, I = at.send(W), at.send(np.eye(n, dtype=factors.dtype))
    R = factors.solve(I)
    G, R = abs(I - factors.times(R)), abs(R)
    if at is NUMPY:
        G, R = np.ascontiguousarray(G), np.ascontiguousarray(R)
    v = factors.absolute(at.send(np.ones((n, 1))))

    def through(X: Any) -> Any:
        """|G| X, from above."""
        return slack * (times(G, X) + γ * factors.absolute(times(R, X)))

    α = float((through(v) / v).max())
    if not α < 1:
        return None
    β = at.xp.max(through(W) / v, axis=0)
    return slack * at.home(at.xp.max(times(R, W + v * (β / (1 - α))), axis=0))
