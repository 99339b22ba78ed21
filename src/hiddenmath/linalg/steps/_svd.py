"""The singular value decomposition as a motion: turn, stretch, turn."""

from math import acos, atan2, cos, degrees, sin
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from hiddenmath._counted import counted
from hiddenmath.linalg.steps._inputs import EPS, real, stopping
from hiddenmath.linalg.steps._step import Array, Step, Steps
from hiddenmath.linalg.steps._words import listed, number


class SVD(NamedTuple):
    """A = U S Vt: `U` (m×m), `Vt` (n×n) orthogonal, S (m×n) zero but for `s` (min(m, n), descending) on its diagonal.

    Vt only turns. U only turns too where the rank is below m; else it may flip its last axis first, as it must for
    det A < 0. `converged`: the columns of A V are perpendicular up to rounding.
    """

    U: Array
    s: Array
    Vt: Array
    converged: bool


def svd(A: ArrayLike, limit: int = 1000) -> Steps[SVD]:
    """A = U S Vt for A (m×n): first its directions are found, then its three factors act one after the other.

    One-sided Jacobi: columns of A V are turned, two at a time, until all are perpendicular (state: AV, V). Their
    lengths are the singular values, their directions U: A sends the unit circle to an ellipse with the half-axes σᵢ uᵢ.
    Then Vt, S and U are applied in turn (state: the product so far, which ends as A). Stops after `limit` rotations,
    and says so. Cost: 6m + 6n operations a rotation and as much as AᵀA to choose it; n² to 4n² are usual. Raises
    MatrixError. Source: Hestenes 1958; Demmel & Veselić 1992.

    >>> for step in svd([[3, 0], [4, 5]]):
    ...     print(f"{step.did}: {step.why}")
    start with A (2×2), V = I: the goal: perpendicular directions that A keeps perpendicular
    turn v1 and v2 by 45°: makes A v1 and A v2 perpendicular; their product was 20
    stop after 1 rotation: converged: all columns of A V are perpendicular
    the columns of A V have the lengths 6.708 and 2.236: the half-axes of the ellipse; U holds their directions
    Vᵀ turns by −45°: lays the directions V along the axes
    S stretches axis by axis: 6.708× and 2.236×: makes the unit circle an ellipse that lies along the axes
    U turns by 71.57°: puts the ellipse where A has it: A = U S Vᵀ
    """
    stopping(EPS, limit)
    return _svd(real(A), limit)


def _svd(A: Array, limit: int) -> Steps[SVD]:
    m, n = A.shape
    why = "the goal: perpendicular directions that A keeps perpendicular"
    yield Step.of(f"start with A ({m}×{n}), V = I", why, AV=A, V=np.identity(n))
    AV, V, converged = yield from _perpendicular(A, limit)
    s = np.linalg.norm(AV, axis=0)[: min(m, n)]
    U, S = _directions(AV[:, : len(s)], s), np.zeros((m, n))
    np.fill_diagonal(S, s)
    why = "the half-axes of the ellipse; U holds their directions"
    yield Step.of(f"the columns of A V have the lengths {listed(number(x) for x in s)}", why, U=U, s=s, V=V)
    why = "lays the directions V along the axes"
    yield Step.of(f"Vᵀ {_motion(V.T)}", why, product=V.T)
    did = f"S stretches axis by axis: {listed(f'{number(x)}×' for x in s)}"
    yield Step.of(did, "makes the unit circle an ellipse that lies along the axes", product=S @ V.T)
    yield Step.of(f"U {_motion(U)}", "puts the ellipse where A has it: A = U S Vᵀ", product=U @ S @ V.T)
    return SVD(U, s, V.T, converged)


def _perpendicular(A: Array, limit: int) -> Steps[tuple[Array, Array, bool]]:
    """A V with perpendicular columns, longest first, and the rotation V."""
    m, n = A.shape
    zero, enough = max(m, n) * EPS * float(np.linalg.norm(A)), 4 * max(m, n) * EPS
    AV, V, done = A.copy(), np.identity(n), 0
    p, q, cosine = _most_skew(AV, zero, enough)
    while cosine > enough and done < limit:
        a, b = AV[:, p], AV[:, q]
        # Of the angles that make a·b zero, the one that makes column p the longer.
        angle = atan2(2 * (a @ b), a @ a - b @ b) / 2
        J = np.array([[cos(angle), -sin(angle)], [sin(angle), cos(angle)]])
        why = f"makes A v{p + 1} and A v{q + 1} perpendicular; their product was {number(a @ b)}"
        did = f"turn v{p + 1} and v{q + 1} by {number(degrees(angle))}°"
        AV[:, [p, q]], V[:, [p, q]] = AV[:, [p, q]] @ J, V[:, [p, q]] @ J
        yield Step.of(did, why, AV=AV, V=V)
        done += 1
        p, q, cosine = _most_skew(AV, zero, enough)
    AV, V, converged = *_ordered(AV, V, zero), cosine <= enough
    why = "converged: all columns of A V are perpendicular"
    if not converged:
        why = f"not converged: between two columns of A V the cosine is still {number(cosine, 2)}"
    yield Step.of(f"stop after {counted(done, 'rotation')}", why, AV=AV, V=V)
    return AV, V, converged


def _most_skew(AV: Array, zero: float, enough: float) -> tuple[int, int, float]:
    """The columns with the largest product of those not perpendicular yet; the largest |cosine| of all."""
    lengths = np.linalg.norm(AV, axis=0)
    products = np.triu(np.abs(AV.T @ AV), 1)
    sizes = np.outer(lengths, lengths)
    counts = np.minimum.outer(lengths, lengths) > zero  # what is shorter is rounding
    cosines = np.divide(products, sizes, out=np.zeros_like(sizes), where=counts)
    p, q = np.unravel_index(np.where(cosines > enough, products, 0.0).argmax(), sizes.shape)
    return int(p), int(q), float(cosines.max())


def _ordered(AV: Array, V: Array, zero: float) -> tuple[Array, Array]:
    """Longest column first, rounding as 0; V still a rotation."""
    lengths = np.linalg.norm(AV, axis=0)
    order = np.argsort(-lengths, kind="stable")
    AV, V = np.where(lengths > zero, AV, 0.0)[:, order], V[:, order]
    if np.linalg.det(V) < 0:  # two columns have changed places: with one of them reversed, V only turns again
        AV[:, -1], V[:, -1] = -AV[:, -1], -V[:, -1]
    return AV, V


def _directions(AV: Array, s: Array) -> Array:
    """U (m×m): the directions of the columns of A V, completed by others perpendicular to them where those are zero."""
    r = int(np.count_nonzero(s))
    U = np.linalg.qr(AV[:, :r], mode="complete").Q
    U[:, :r] = AV[:, :r] / s[:r]
    if r < len(U) and np.linalg.det(U) < 0:
        U[:, -1] *= -1
    return U


def _motion(Q: Array) -> str:
    """What an orthogonal Q (n×n) does: "turns by 31.72°", "flips axis 2, then turns by 80°"."""
    n, flips = len(Q), np.linalg.det(Q) < 0
    if n == 1:
        return "flips the line" if flips else "leaves the line as it is"
    R = Q * np.r_[np.ones(n - 1), -1] if flips else Q
    before = f"flips axis {n}, then " if flips else ""
    if n == 2:
        return f"{before}turns by {number(degrees(atan2(R[1, 0], R[0, 0])))}°"
    if n == 3:  # a rotation by θ has the trace 1 + 2 cos θ
        return f"{before}turns by {number(degrees(acos(np.clip((np.trace(R) - 1) / 2, -1, 1))))}° about one axis"
    return f"{before}turns {n} dimensions"
