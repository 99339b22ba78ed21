"""Grows a Krylov space until what was asked for is in it, and nothing larger can be outside."""

from math import log
from typing import NamedTuple, Protocol

from hiddenmath.linalg._bounds import Triplets
from hiddenmath.linalg._missed import COLUMNS, Complete
from hiddenmath.linalg._tall import Tall

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

    def answer(self, k: int, tol: float) -> tuple[Found, Tall | None]:
        """The first k pairs with their bounds; and, where a larger value might be outside, directions to look in."""

    def widen(self, Y: Tall) -> None:
        """These directions too, with the next block."""

    def restart(self, keep: int) -> None:
        """Keeps the first pairs only."""


def search(space: Space, k: int, tol: float, budget: int) -> Found:
    """The k largest pairs: grows until their certificate keeps `tol` and nothing larger is outside, or until `budget`
    passes over A are spent; then the bounds say what is true.

    The projection is decomposed when the residual, which falls by about the same factor each step, can have reached its
    aim; in full rooms the search restarts with the best pairs.
    """
    aim, due, history, looked = 0.5 * tol, k + 2 * space.block, list[tuple[int, float]](), 0
    while True:
        space.grow()
        full = space.dimension + space.block + COLUMNS > space.room
        spent = space.passes >= budget or looked == LOOKS
        if space.dimension < due and not full and not spent:
            continue
        worst = space.values(k)
        history.append((space.dimension, worst))
        Y = None
        if worst <= aim or spent:
            found, Y = space.answer(k, tol)
            if spent or (found.complete != "unknown" and found.triplets.error.max() <= tol * found.scale):
                return found
            aim, history, looked = aim / 2, [], looked + (Y is not None)
        if full or (Y is not None and space.dimension + 2 * (space.block + COLUMNS) > space.room):
            space.restart(min(max(k + space.block, space.room // 3), space.room - space.block - COLUMNS))
            history = []
        if Y is not None:
            space.widen(Y)
        due = space.dimension + _dimensions(history, aim, space.block)


def _dimensions(history: list[tuple[int, float]], aim: float, block: int) -> int:
    """How far to grow until the next look: 1 … 3 blocks; less than the rate so far asks for, because it increases."""
    if len(history) < 2 or not 0 < history[-1][1] < history[-2][1]:
        return 2 * block
    (d0, r0), (d1, r1) = history[-2:]
    needed = log(max(r1 / aim, 1.0)) / log(r0 / r1) * (d1 - d0)
    return int(min(3.0 * block, max(1.0 * block, 0.6 * needed)))
