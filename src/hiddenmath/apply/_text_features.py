"""Texts as rows of numbers: how often which feature is there, weighed by how rare it is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._tone_words import Word, counted, runs, single, single_and_pairs
from hiddenmath.linalg._telling import tell

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Array = NDArray[np.float64]
Made = Literal["words", "pairs", "parts"]
MADE = {"words": single, "pairs": single_and_pairs, "parts": runs}
STEP = 1000


@dataclass(frozen=True, eq=False)
class Features:
    """`names` of features that are `made` so, and how `rare` (n,) each is: a text's row is (1 + log count) · rare, at
    length 1, or the plain count where all are as rare as each other."""

    made: Made
    names: tuple[str, ...]
    rare: Array
    place: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "place", {name: j for j, name in enumerate(self.names)})

    def found(self, words: list[Word]) -> dict[int, list[tuple[int, ...]]]:
        """The columns of the features that a text has, and for each time that one is there the places of its words."""
        found: dict[int, list[tuple[int, ...]]] = {}
        for name, places in MADE[self.made](words):
            if name in self.place:
                found.setdefault(self.place[name], []).append(places)
        return found

    def values(self, found: dict[int, list[tuple[int, ...]]]) -> Array:
        """Of each of these its (1 + log count) · rare."""
        counts = np.array([len(times) for times in found.values()], dtype=np.float64)
        return np.asarray((1 + np.log(counts)) * self.rare[list(found)])

    def row(self, words: list[Word]) -> tuple[NDArray[np.intp], Array]:
        """The columns and the values of a text's row; empty where none of its features is known."""
        found = self.found(words)
        values = self.values(found)
        return np.array(list(found), dtype=np.intp), values / max(float(np.linalg.norm(values)), np.finfo(float).tiny)

    def rows(self, texts: Sequence[list[Word]]) -> "csr_array":
        """A row for each text (m×n)."""
        from scipy.sparse import csr_array

        found = []
        for i, words in enumerate(texts):
            if i % STEP == 0:
                tell("Texts as numbers", i, len(texts))
            found.append(self.row(words))
        columns = np.concatenate([columns for columns, _ in found]) if found else np.empty(0, np.intp)
        values = np.concatenate([values for _, values in found]) if found else np.empty(0)
        ends = np.concatenate([[0], np.cumsum([len(columns) for columns, _ in found])])
        return csr_array((values, columns, ends), shape=(len(texts), len(self.names)))


def features(texts: Sequence[list[Word]], made: Made, least: int, weigh: bool = True) -> Features:
    """The features that at least so many of the texts have; one in d of m texts is log((1 + m)/(1 + d)) + 1 rare.

    Source: K. Spärck Jones, "A statistical interpretation of term specificity", J. Documentation 28, 1972.
    """
    documents: Counter[str] = Counter()
    for i, words in enumerate(texts):
        if i % STEP == 0:
            tell("Counting words", i, len(texts))
        documents.update(counted(MADE[made](words)).keys())
    names = tuple(sorted(name for name, n in documents.items() if n >= least))
    often = np.array([documents[name] for name in names], dtype=np.float64)
    rare = np.log((1 + len(texts)) / (1 + often)) + 1 if weigh else np.ones(len(names))
    return Features(made, names, rare)
