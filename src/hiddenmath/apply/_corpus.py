"""Texts as numbers: each word by its place in the vocabulary, the most frequent first."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data import InputError, Texts
from hiddenmath.linalg._telling import tell

# Letters of any script with an apostrophe between them; scripts that put no space between words, sign by sign.
WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]|(?:(?![\u3040-\u30ff\u3400-\u9fff])[^\W\d_])+"
    r"(?:['’][^\W\d_]+)*"
)
PART = 1_000_000  # characters that are taken at once
END = -1  # of a document, in the numbers: no window reaches across it


class Corpus(NamedTuple):
    """`ids`: the words of all documents by their place in `words`, END after each; `counts`: how often each is there.
    Words that are too rare are left out, as if they were not there; `total` counts them, too."""

    ids: NDArray[np.int32]
    words: tuple[str, ...]
    counts: NDArray[np.int64]
    total: int


def tokens(text: str) -> list[str]:
    """The words of a text, in small letters.

    >>> tokens("Don't panic: it’s 42 °C in Zürich, 東京.")
    ["don't", 'panic', "it's", 'c', 'in', 'zürich', '東', '京']
    """
    return WORD.findall(text.casefold().replace("’", "'"))


def corpus(texts: Texts, min_count: int | None = None) -> Corpus:
    """The words that are there at least `min_count` times; by default 5 times, 2 in a short text, once in a very short
    one."""
    place: dict[str, int] = {}
    parts: list[NDArray[np.int32]] = []
    end = np.array([END], np.int32)
    for i, document in enumerate(texts.documents):
        for done, part in _parts(document):
            tell(f"Reading the words of {texts.name}", *_far(i, done, document, texts))
            parts.append(np.array([place.setdefault(word, len(place)) for word in tokens(part)], np.int32))
        parts.append(end)
    ids = np.concatenate(parts)
    counts = np.bincount(ids[ids != END], minlength=len(place))
    total = int(counts.sum())
    least = min_count if min_count is not None else 5 if total > 100_000 else 2 if total > 2_000 else 1
    order = np.argsort(-counts, kind="stable")
    order = order[counts[order] >= least]
    if len(order) < 3:
        raise InputError(
            f"{texts.name} has {len(order)} words that are there at least {least} times.",
            "Give more text, or set min_count to 1.",
        )
    new = np.full(len(place) + 1, END - 1, np.int32)  # the last one is for END
    new[order], new[END] = np.arange(len(order)), END
    names = list(place)
    ids = new[ids]
    return Corpus(ids[ids >= END], tuple(names[i] for i in order), counts[order], total)


def word_counts(documents: Iterable[str]) -> list[Counter[str]]:
    """How often each word stands in each document."""
    return [Counter(tokens(document)) for document in documents]


def _parts(document: str) -> Iterable[tuple[int, str]]:
    """A long document in parts, cut where no word is cut."""
    start = 0
    while start < len(document):
        stop = min(len(document), start + PART)
        while stop < len(document) and not document[stop].isspace() and stop < start + 2 * PART:
            stop += 1
        yield start, document[start:stop]
        start = stop


def _far(i: int, done: int, document: str, texts: Texts) -> tuple[int, int]:
    """How far the reading has come: in documents, or in characters of the only one."""
    return (i, len(texts.documents)) if len(texts.documents) > 1 else (done, len(document))
