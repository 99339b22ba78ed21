"""A text as numbered letters: which there are, and which part of it is learned from."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data import InputError, Texts

UNKNOWN = "\ufffd"  # stands first among the letters, for all that are not among them
MOST = 1000  # letters; a script with more keeps its most frequent ones
STRETCH = 20_000  # letters, of which the end is kept back
FEWEST = 300  # letters of a text

Ids = NDArray[np.intp]


class Letters(NamedTuple):
    """`letters`: what the numbers 0, 1, … stand for; the pieces that are learned from, and those that are kept back."""

    letters: str
    known: list[Ids]
    new: list[Ids]


def letters_of(texts: Texts, test: float) -> Letters:
    """The documents as letters. Of each stretch of about 20,000 the last part is kept back, a share `test` of all.

    Raises InputError for a text that is too short, or has one letter only.
    """
    whole = "\n\n".join(document.replace("\r\n", "\n").strip() for document in texts.documents) + "\n"
    if len(whole) < FEWEST:
        raise InputError(
            f"{texts.name} has {len(whole) - 1} letters, too few to learn from.",
            f"Give {FEWEST} or more: a page or a book.",
        )
    stretches = np.array_split(np.arange(len(whole)), max(1, len(whole) // STRETCH))
    ends = [(part[0], part[-1] + 1 - round(test * len(part)), part[-1] + 1) for part in stretches]
    letters = _frequent("".join(whole[start:middle] for start, middle, _ in ends))
    if len(letters) < 3:
        raise InputError(f"{texts.name} has one letter only, {letters[-1]!r}.", "Give a text.")
    ids = encoded(whole, letters)
    return Letters(letters, [ids[a:b] for a, b, _ in ends], [ids[b:c] for _, b, c in ends])


def _frequent(text: str) -> str:
    """The letters of a text in their order, after UNKNOWN."""
    codes, counts = np.unique(np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32), return_counts=True)
    kept = codes[np.sort(np.argsort(-counts.astype(np.int64), kind="stable")[:MOST])]
    return UNKNOWN + "".join(map(chr, kept.tolist())).replace(UNKNOWN, "")


def encoded(text: str, letters: str) -> Ids:
    """The number of each letter of a text; 0 for one that is not among them.

    >>> encoded("abca!", UNKNOWN + "abc").tolist()
    [1, 2, 3, 1, 0]
    """
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
    known = np.array([ord(letter) for letter in letters[1:]], np.uint32)
    order = np.argsort(known)
    place = np.minimum(np.searchsorted(known[order], codes), len(known) - 1)
    found = order[place]
    return np.where(known[found] == codes, found + 1, 0)
