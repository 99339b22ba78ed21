"""Grows a Krylov space until what was asked for is in it, and nothing larger can be outside."""

from math import log
from typing import NamedTuple, Protocol

from hiddenmath.linalg._bounds import Triplets
from hiddenmath.linalg._missed import COLUMNS, Complete
from hiddenmath.linalg._tall import Tall
from hiddenmath.linalg._telling import tell

# How often directions in which something larger may be are taken in: a value that is still not told apart from those
# outside is one of many equal ones, and more looking would not help.
LOOKS = 3


class Found(NamedTuple):
    """What a Krylov space answers: triplets (eigenpairs: V, w, Vᴴ), and whether all are there."""

    triplets: Triplets
    complete: Complete
    passes: int
    scale: float
    """What `tol` is relative to: the largest singular value or absolute eigenvalue that was seen."""
    next: float
    """A bound on the first value that was not asked for."""

    def keeps(self, tol: float) -> bool:
        """Whether all are there and none is wrong by more than `tol` of the scale."""
        return self.complete != "unknown" and bool(self.triplets.error.max() <= tol * self.scale)


class Space(Protocol):
    """A space of `dimension` vectors at most `room`, spanned by products with `block` vectors; `passes` so far."""

    room: int
    passes: int

    @property
    def dimension(self) -> int: ...
    @property
    def block(self) -> int: ...
    def grow(self) -> None:
        """One block more."""

    def values(self, k: int) -> float:
        """Decomposes the projection of A; the largest residual of the first k pairs, relative to the largest value."""

    def vectors(self, k: int) -> Tall:
        """The first k vectors: the right singular ones, or the eigenvectors (n×k)."""

    def answer(self, k: int, tol: float) -> tuple[Found, Tall | None]:
        """The first k pairs with their bounds; and, where a larger value might be outside, directions to look in."""

    def widen(self, Y: Tall) -> None:
        """These directions too, with the next block."""

    def restart(self, keep: int) -> None:
        """Keeps the first pairs only."""


def search(space: Space, k: int, tol: float, budget: int, look: int | None = None) -> Found:
    """The k largest pairs: grows until their certificate keeps `tol` and nothing larger is outside, or until `budget`
    passes over A are spent; then the bounds say what is true. `look`: the dimension from which on it may be so."""
    aim, looked, look = 0.5 * tol, 0, k + 2 * space.block if look is None else look
    while True:
        approach(space, k, aim, budget, look)
        found, Y = space.answer(k, tol)
        if found.keeps(tol) or space.passes >= budget or looked == LOOKS:
            return found
        aim, looked = aim / 2, looked + (Y is not None)
        if _is_full(space, blocks=1 if Y is None else 2):
            _restart(space, k)
        if Y is not None:
            space.widen(Y)
        look = space.dimension + 2 * space.block


def approach(space: Space, k: int, aim: float, budget: int, look: int) -> None:
    """Grows the space until the residuals of the first k pairs are at most `aim`, or until `budget` passes are spent.

    The projection is decomposed when the residual, which falls by about the same factor each step, can have reached its
    aim; in full rooms the search restarts with the best pairs.
    """
    history = list[tuple[int, float]]()
    while True:
        space.grow()
        tell("Passes over the matrix", space.passes)
        full, spent = _is_full(space), space.passes >= budget
        if space.dimension < look and not full and not spent:
            continue
        worst = space.values(k)
        if worst <= aim or spent:
            return
        history.append((space.dimension, worst))
        if full:
            _restart(space, k)
            history = []
        look = space.dimension + _dimensions(history, aim, space.block)


def _is_full(space: Space, blocks: int = 1) -> bool:
    """Whether there is no room for so many blocks more."""
    return space.dimension + blocks * (space.block + COLUMNS) > space.room


def _restart(space: Space, k: int) -> None:
    space.restart(min(max(k + space.block, space.room // 3), space.room - space.block - COLUMNS))


def _dimensions(history: list[tuple[int, float]], aim: float, block: int) -> int:
    """How far to grow until the next look: 1 … 3 blocks; less than the rate so far asks for, because it increases."""
    if len(history) < 2 or not 0 < history[-1][1] < history[-2][1]:
        return 2 * block
    (d0, r0), (d1, r1) = history[-2:]
    needed = log(max(r1 / aim, 1.0)) / log(r0 / r1) * (d1 - d0)
    return int(min(3.0 * block, max(1.0 * block, 0.6 * needed)))
