"""What is asked of `pca`, and what follows from it: how many directions are computed, and how many kept."""

from typing import Literal, NamedTuple

from hiddenmath.apply._chance import Chance
from hiddenmath.apply._components import Components, enough
from hiddenmath.data import InputError

Gaps = Literal["error", "drop", "mean", "low-rank"]
# Directions that are computed at least, so that the picture shows how the shares fall; of few all are.
SEEN, FEW = 10, 200


class Asked(NamedTuple):
    """The options. `keep`: so many directions, such a share of the variance, or None: as many as stand out from
    chance."""

    keep: int | float | None = None
    scale: bool = False
    whiten: bool = False
    label: str | None = None
    missing: Gaps = "error"
    space: bool = False
    reconstruct: bool = False
    seed: int = 0

    @property
    def main(self) -> str:
        return "reconstruction" if self.reconstruct else "scores"

    def computed(self, m: int, n: int) -> int | None:
        """How many directions of m×n numbers to compute; None for all."""
        most = min(m, n)
        if most <= FEW or not isinstance(self.keep, int):
            return None
        return min(most, max(self.keep, SEEN))

    def kept(self, every: Components, luck: Chance) -> int:
        """How many of the directions are kept."""
        if self.keep is None:
            return max(1, luck.beyond)
        return enough(every.shares, self.keep) if isinstance(self.keep, float) else self.keep


def keep(components: int, share: float | None, auto: bool) -> int | float | None:
    """The three options that say how many, as one."""
    if share is not None and auto:
        raise InputError("share and auto are two answers to the same question: how many.", "Give one of them.")
    if share is not None and not 0 < share < 1:
        raise InputError(f"share is {share:g}.", "Give a number between 0 and 1, such as 0.9.")
    return share if share is not None else None if auto else components
