"""The largest singular triplets of a large matrix, from products with blocks of vectors."""

from math import inf, sqrt

import numpy as np
from numpy.random import Generator

from hiddenmath.linalg._bounds import Triplets, Vector, angle, beyond_rank, certificate, defect, gamma
from hiddenmath.linalg._krylov import Found
from hiddenmath.linalg._lapack import gesdd
from hiddenmath.linalg._missed import CHANCE, COLUMNS, Complete, beyond
from hiddenmath.linalg._operator import Operator
from hiddenmath.linalg._orthonormal import departure, extend, gaussian, needed, outside, random_columns, widened
from hiddenmath.linalg._single import Start
from hiddenmath.linalg._tall import Basis, Tall, adjoint, combine


class Bidiagonal:
    """A V = U B and Aᴴ U = V Bᴴ + N C Eᴴ, with orthonormal U (m×d), [V N] (n×(d+b)), and E the last columns of I.

    So the singular values of B (d×d) are close to A's where the last entries of its left vectors are small. Block
    Golub–Kahan bidiagonalisation, but B is not assumed bidiagonal: every block is made orthogonal to all others, and
    the coefficients are kept. That costs little beside the products, is stable, and makes a restart one line.

    Sources: G. Golub, F. Luk, M. Overton, "A block Lanczos method for computing the singular values and corresponding
    singular vectors of a matrix", 1981; J. Baglama, L. Reichel, "Restarted block Lanczos bidiagonalization methods",
    2006.
    """

    def __init__(self, A: Operator, block: int, room: int, rng: Generator, first: Start | None = None) -> None:
        (m, n), empty = A.shape, np.zeros((0, 0), A.dtype)
        V, passes = first or Start(random_columns(rng, n, block, A.dtype, A.library), 0)
        self.A, self.rng, self.room, self._least = A, rng, room, block
        self.passes, self.restarts, self.probes = passes, 0, 0
        self.U, self.V = Basis(A.library, m, room, A.dtype), Basis(A.library, n, room, A.dtype)
        self.B, self.last, self._svd = empty, 0, (empty, np.empty(0), empty)
        self.N, self.C = V, empty

    @property
    def dimension(self) -> int:
        return len(self.B)

    @property
    def block(self) -> int:
        return int(self.N.shape[1])

    def grow(self) -> None:
        """N becomes a part of V; U gets the new directions of A N."""
        d, b = len(self.B), self.block
        noise = 5 * float(np.finfo(self.A.dtype).eps) * float(np.linalg.norm(self.B))
        H, X, R = extend(self.A.times(self.N), self.U, self.rng, noise)
        self.V.put(self.N)
        self.U.put(X)
        self.B = np.block([[self.B, H], [np.zeros((b, d)), R]])
        self.last = b
        _, N, C = extend(self.A.adjoint(X), self.V, self.rng, noise)
        self.N, self.C = needed(N, C, self._least)
        self.passes += 2

    def values(self, k: int) -> float:
        """The SVD of B; the largest residual ‖N C Eᴴ p‖ of the first k triplets, relative to the largest value."""
        self._svd = P, s, _ = gesdd(self.B)
        worst = float(np.linalg.norm(self.C @ P[len(s) - self.last :, :k], axis=0).max())
        return worst / float(s[0]) if s[0] > 0 else worst

    def restart(self, keep: int) -> None:
        """Keeps the first triplets of B = P S Qt only; in these, N C Eᴴ becomes N C EᴴP."""
        P, s, Qt = self._svd
        self.U.put(combine(self.U, P[:, :keep]), at=0)
        self.V.put(combine(self.V, Qt[:keep].conj().T), at=0)
        self.C, self.last = self.C @ P[len(s) - self.last :, :keep], keep
        self.B = np.diag(s[:keep]).astype(self.A.dtype)
        self.restarts += 1

    def vectors(self, k: int) -> Tall:
        """The first k right singular vectors."""
        return combine(self.V, self._svd[2][:k].conj().T)

    def widen(self, Y: Tall) -> None:
        """N gets new directions of Y too, as many as a block has."""
        self.N, self.C = widened(self.N, self.C, Y[:, : self._least], self.V, self.rng)

    def probe(self) -> Tall:
        """Random vectors outside V. Each use is counted, because each can be deceived."""
        self.probes += 1
        return outside(self.V, self.A.library.send(gaussian(self.rng, self.A.shape[1], COLUMNS, self.A.dtype)))

    def outside(self, Y: Tall) -> Tall:
        """A'ᴴA' Y for A' = (I − U Uᴴ) A (I − V Vᴴ) and Y orthogonal to V."""
        self.passes += 2
        return outside(self.V, self.A.adjoint(outside(self.U, self.A.times(Y))))

    def rounding(self, size: float) -> float:
        """How far the two equations and orthonormality may be off, as a change of A; `size` bounds ‖A‖."""
        d, (m, n) = len(self.B), self.A.shape
        off = max(float(np.linalg.norm(defect(self.U))), departure(self.V, self.N))
        steps = (self.restarts + 1) * sqrt(d) * (2 * self.A.rounding + gamma(16 * d, self.B) * size)
        return steps + 4 * (off + d * gamma(m + n, self.B)) * size

    def answer(self, k: int, tol: float) -> tuple[Found, Tall | None]:
        """The first k triplets with their bounds; and, where a larger value might be outside, directions to look in."""
        A, (P, s, _) = self.A, self._svd
        U, V = combine(self.U, P[:, :k]), self.vectors(k)
        error, residual, _ = certificate(A.times(V), A.adjoint(U), U, s[:k], V, A.rounding)
        self.passes += 2
        complete, upper, Y = _upper(self, s, k, tol, self.rounding(float(s[0]) + residual))
        if complete != "unknown":
            error = np.maximum(error, upper[:k] - s[:k])
        vectors = angle(residual, s[k - 1] - upper[k])
        triplets = Triplets(U, s[:k], adjoint(V), error, vectors, beyond_rank(A.size, s[:k], residual))
        return Found(triplets, complete, self.passes, float(s[0]), float(upper[k])), Y


def _upper(space: Bidiagonal, s: Vector, k: int, tol: float, slack: float) -> tuple[Complete, Vector, Tall | None]:
    """Bounds from above on the k + 1 largest singular values of A, from one on A' = (I − U Uᴴ) A (I − V Vᴴ).

    First from ‖A'‖_F² = ‖A‖_F² − ‖B‖_F² − ‖C‖_F², which proves; where that is too coarse, from random vectors.
    """
    if s[0] == 0:  # what the space began with, random vectors, was multiplied to zero: a first probe
        return Complete("probable", CHANCE), np.zeros(k + 1), None
    room = tol * float(s[0])
    allowed = s[:k] + room
    kept = float(np.hypot(np.linalg.norm(space.B), np.linalg.norm(space.C))) - slack
    outside = sqrt(max(0.0, space.A.size**2 - max(0.0, kept) ** 2)) + slack if space.A.size < inf else inf
    upper = _bounded(space, s, k, outside, room / 2) + slack
    if (upper[:k] <= allowed).all():
        return Complete("proved"), upper, None
    Ω = space.probe()
    last = Ω

    def square(Y: Tall) -> Tall:
        nonlocal last
        last = Y
        return space.outside(Y)

    for q, bound in enumerate(beyond(square, Ω, (0.6 * max(float(s[k - 1]), room / 2)) ** 2), 1):
        if q in (2, 3, 5, 8, 12):
            upper = _bounded(space, s, k, sqrt(bound), room / 2) + slack
            if (upper[:k] <= allowed).all():
                return Complete("probable", space.probes * CHANCE), upper, None
        if q == 12:
            break
    return Complete("unknown", 1.0), np.full(k + 1, inf), last


def _bounded(space: Bidiagonal, s: Vector, k: int, outside: float, room: float) -> Vector:
    """A has no more singular values ≥ λ than [B, √κ E Cᴴ], κ = λ²/(λ² − ν²), for every λ > ν ≥ ‖A'‖.

    In the bases [U U'], [V V'] A is [[B, E Cᴴ Nᴴ], [0, A']]; eliminating A'A'ᴴ − λ² (negative) from AAᴴ − λ² leaves
    BBᴴ + E CᴴC' Eᴴ − λ² with κ at most as above, and inertia is kept (Sylvester 1852; Haynsworth 1968).
    """
    λ = float(s[k] + max(0.1 * (s[k - 1] - s[k]), room))
    if not outside < λ:
        return np.full(k + 1, inf)
    κ = λ**2 / (λ**2 - outside**2)
    coupling = np.zeros((len(s), len(space.C)), space.B.dtype)
    coupling[len(s) - space.last :] = space.C.conj().T
    values = np.linalg.svd(np.hstack([space.B, sqrt(κ) * coupling]), compute_uv=False)
    bounds: Vector = np.maximum(λ, values[: k + 1])
    return bounds
