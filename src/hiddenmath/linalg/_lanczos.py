"""The largest eigenpairs of a large Hermitian matrix, from products with blocks of vectors."""

from collections.abc import Iterator
from math import inf, sqrt

import numpy as np
from numpy.random import Generator

from hiddenmath.linalg._bounds import Triplets, Vector, angle, beyond_rank, certify_symmetric, gamma
from hiddenmath.linalg._inertia import counted
from hiddenmath.linalg._krylov import Found
from hiddenmath.linalg._missed import CHANCE, COLUMNS, Complete, beyond
from hiddenmath.linalg._operator import Operator
from hiddenmath.linalg._orthonormal import departure, extend, gaussian, needed, outside, random_columns, widened
from hiddenmath.linalg._single import Start
from hiddenmath.linalg._tall import Basis, Tall, adjoint, combine

DENSE = 1 << 27  # entries of a matrix that may be made dense for a proof: 1 GiB


class Lanczos:
    """A V = V T + N C Eᴴ, with orthonormal [V N] (n×(d+b)), and E the last columns of I.

    So the eigenvalues of T (d×d) are close to A's where the last entries of its eigenvectors are small. Block Lanczos
    with full orthogonalisation and thick restarts; `magnitude` asks for those largest in absolute value.

    Sources: G. Golub, R. Underwood, "The block Lanczos method for computing eigenvalues", 1977; K. Wu, H. Simon,
    "Thick-restart Lanczos method for large symmetric eigenvalue problems", 2000.
    """

    def __init__(
        self, A: Operator, block: int, room: int, rng: Generator, magnitude: bool = False, first: Start | None = None
    ) -> None:
        n, empty = A.shape[0], np.zeros((0, 0), A.dtype)
        V, passes = first or Start(random_columns(rng, n, block, A.dtype, A.library), 0)
        self.A, self.rng, self.room, self._least = A, rng, room, block
        self.passes, self.restarts, self.probes = passes, 0, 0
        self.magnitude = magnitude
        self.V = Basis(A.library, n, room, A.dtype)
        self.T, self.last, self._eigen = empty, 0, (np.empty(0), empty)
        self.N, self.C = V, empty

    @property
    def dimension(self) -> int:
        return len(self.T)

    @property
    def block(self) -> int:
        return int(self.N.shape[1])

    def grow(self) -> None:
        """N becomes a part of V; what A N has outside of V is the new N."""
        d, b = len(self.T), self.block
        self.V.put(self.N)
        noise = 5 * float(np.finfo(self.A.dtype).eps) * float(np.linalg.norm(self.T))
        H, X, C = extend(self.A.times(self.N), self.V, self.rng, noise)
        self.N, self.C = needed(X, C, self._least)
        corner = (H[d:] + H[d:].conj().T) / 2
        self.T = np.block([[self.T, H[:d]], [H[:d].conj().T, corner]])
        self.last = b
        self.passes += 1

    def values(self, k: int) -> float:
        """The eigenvalues of T; the largest residual ‖C Eᴴ p‖ of the first k pairs, relative to the largest value."""
        w, P = np.linalg.eigh(self.T)
        order = np.argsort(-np.abs(w) if self.magnitude else -w, kind="stable")
        self._eigen = w, P = w[order], P[:, order]
        worst = float(np.linalg.norm(self.C @ P[len(w) - self.last :, :k], axis=0).max())
        size = float(np.abs(w).max())
        return worst / size if size > 0 else worst

    def restart(self, keep: int) -> None:
        """Keeps the first pairs of T = P W Pᴴ only; in these, N C Eᴴ becomes N C EᴴP."""
        w, P = self._eigen
        self.V.put(combine(self.V, P[:, :keep]), at=0)
        self.C, self.last = self.C @ P[len(w) - self.last :, :keep], keep
        self.T = np.diag(w[:keep]).astype(self.A.dtype)
        self.restarts += 1

    def vectors(self, k: int) -> Tall:
        """The first k eigenvectors."""
        return combine(self.V, self._eigen[1][:, :k])

    def widen(self, Y: Tall) -> None:
        """N gets new directions of Y too, as many as a block has."""
        self.N, self.C = widened(self.N, self.C, Y[:, : self._least], self.V, self.rng)

    def probe(self) -> Tall:
        """Random vectors outside V. Each use is counted, because each can be deceived."""
        self.probes += 1
        return outside(self.V, self.A.library.send(gaussian(self.rng, self.A.shape[1], COLUMNS, self.A.dtype)))

    def outside(self, Y: Tall) -> Tall:
        """A' Y for A' = (I − V Vᴴ) A (I − V Vᴴ) and Y orthogonal to V."""
        self.passes += 1
        return outside(self.V, self.A.times(Y))

    def rounding(self, size: float) -> float:
        """How far the equation and orthonormality may be off, as a change of A; `size` bounds ‖A‖."""
        d = len(self.T)
        steps = (self.restarts + 1) * sqrt(d) * (2 * self.A.rounding + gamma(16 * d, self.T) * size)
        return steps + 4 * (departure(self.V, self.N) + d * gamma(self.A.shape[0], self.T)) * size

    def answer(self, k: int, tol: float) -> tuple[Found, Tall | None]:
        """The first k pairs with their bounds; and, where a larger value might be outside, directions to look in."""
        A, (w, _) = self.A, self._eigen
        V = self.vectors(k)
        down = np.argsort(-w[:k], kind="stable")
        certificate = certify_symmetric(A.times(V)[:, down], w[:k][down], V[:, down], A.rounding)
        error = np.empty(k)
        error[down] = certificate.error
        self.passes += 1
        scale = float(np.abs(w).max())
        complete, upper, Y = _upper(self, V, w, error, tol * scale, self.rounding(scale + certificate.residual))
        found = np.abs(w[:k]) if self.magnitude else w[:k]
        if complete != "unknown":
            error = np.maximum(error, upper[:k] - found)
        vectors = angle(certificate.residual, found[-1] - upper[k])
        tail = beyond_rank(A.size, w[:k], certificate.residual)
        return Found(
            Triplets(V, w[:k], adjoint(V), error, vectors, tail), complete, self.passes, scale, float(upper[k])
        ), Y


def _upper(
    space: Lanczos, V: Tall, w: Vector, error: Vector, allowed: float, slack: float
) -> tuple[Complete, Vector, Tall | None]:
    """Bounds from above on the k + 1 largest eigenvalues (or magnitudes) of A.

    From a Cholesky factorisation where A is dense and that is no more work than was done; else from a bound on
    A' = (I − V Vᴴ) A (I − V Vᴴ): ‖A'‖_F² = ‖A‖_F² − ‖T‖_F² − 2‖C‖_F², or what random vectors show.
    """
    k, A = len(error), space.A
    if not w.any():  # what the space began with, random vectors, was multiplied to zero: a first probe
        return Complete("probable", CHANCE), np.zeros(k + 1), None
    found = np.abs(w[: k + 1]) if space.magnitude else w[: k + 1]
    if A.array is not None and A.shape[0] ** 3 / 3 <= 2 * space.passes * space.block * A.work:
        upper = counted(A, V, w, error, space.magnitude)
        if (upper[:k] <= found[:k] + allowed).all():
            return Complete("proved"), upper, None
    kept = float(np.hypot(np.linalg.norm(space.T), sqrt(2) * np.linalg.norm(space.C))) - slack
    outside = sqrt(max(0.0, A.size**2 - max(0.0, kept) ** 2)) + slack if A.size < inf else inf
    upper = _bounded(space, found, outside, allowed / 2) + slack
    if (upper[:k] <= found[:k] + allowed).all():
        return Complete("proved"), upper, None
    Ω = space.probe()
    shown = Ω
    for q, (bound, shown) in enumerate(_probed(space, Ω, w, float(found[k - 1]), allowed / 2), 1):  # noqa: B007
        if q in (2, 3, 5, 8, 12):
            upper = _bounded(space, found, bound, allowed / 2) + slack
            if (upper[:k] <= found[:k] + allowed).all():
                return Complete("probable", space.probes * CHANCE), upper, None
        if q == 12:
            break
    if A.shape[0] ** 2 <= DENSE:  # the last resort before all eigenpairs, which take twenty times as long
        upper = counted(A, V, w, error, space.magnitude)
        if (upper[:k] <= found[:k] + allowed).all():
            return Complete("proved"), upper, None
    return Complete("unknown", 1.0), np.full(k + 1, inf), shown


def _probed(space: Lanczos, Ω: Tall, w: Vector, smallest: float, room: float) -> Iterator[tuple[float, Tall]]:
    """Probable bounds on the largest eigenvalue (or magnitude) of A', with the vectors that showed them."""
    last = Ω
    low = float(w.min()) - 0.02 * float(np.abs(w).max())

    def shifted(Y: Tall) -> Tall:
        nonlocal last
        last = Y
        return space.outside(Y) - low * Y

    def square(Y: Tall) -> Tall:
        nonlocal last
        last = Y
        return space.outside(space.outside(Y))

    if space.magnitude:
        yield from ((sqrt(bound), last) for bound in beyond(square, Ω, (0.6 * max(smallest, room)) ** 2))
    else:
        yield from ((bound + low, last) for bound in beyond(shifted, Ω, 0.5 * (smallest + room - low)))


def _bounded(space: Lanczos, found: Vector, outside: float, room: float) -> Vector:
    """A has no more eigenvalues ≥ λ than T + E CᴴC Eᴴ/(λ − ν), for every λ > ν ≥ the largest of A'.

    In the basis [V V'] A is [[T, E Cᴴ Nᴴ], [N C Eᴴ, A']]; eliminating A' − λ, which is negative, from A − λ leaves at
    most that matrix − λ, and inertia is kept (Sylvester 1852; Haynsworth 1968).
    """
    k = len(found) - 1
    λ = float(found[k] + max(0.1 * (found[k - 1] - found[k]), room))
    if not outside < λ:
        return np.full(k + 1, inf)
    coupling = np.zeros_like(space.T)
    coupling[-space.last :, -space.last :] = space.C.conj().T @ space.C / (λ - outside)
    values = np.linalg.eigvalsh(space.T + coupling)[::-1]
    if space.magnitude:
        values = np.sort(np.r_[values, np.linalg.eigvalsh(coupling - space.T)])[::-1]
    bounds: Vector = np.maximum(λ, values[: k + 1])
    return bounds
