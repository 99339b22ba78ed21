"""What stands near a word, and what stands to it as another pair of words stands."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath._counted import counted
from hiddenmath.apply._corpus import tokens
from hiddenmath.data import InputError, Vectors
from hiddenmath.linalg import nearest


class Near(NamedTuple):
    """Of what was `asked`, the places of the words nearest to it, with their cosines; `left_out`: the asked words."""

    asked: str
    rows: NDArray[np.intp]
    cosines: NDArray[np.float32]
    left_out: tuple[int, ...]


def near_words(vectors: Vectors, words: list[str], k: int) -> list[Near]:
    """The k words nearest to each of these, without itself."""
    return [_near(vectors, vectors.words[i], vectors.matrix[i], (i,), k) for i in map(vectors.find, words)]


def analogy(vectors: Vectors, pair: tuple[str, str], word: str, k: int) -> Near:
    """The k words d nearest to c − a + b: a is to b as c is to d. All three count with length one, and none is an
    answer. T. Mikolov, W. Yih, G. Zweig, "Linguistic Regularities in Continuous Space Word Representations", 2013."""
    a, b, c = rows = tuple(vectors.find(given) for given in (*pair, word))
    unit = directions(vectors.matrix[[a, b, c]])
    asked = f"{vectors.words[a]} : {vectors.words[b]} = {vectors.words[c]} : ?"
    return _near(vectors, asked, unit[2] - unit[0] + unit[1], rows, k)


def words_of(text: str) -> list[str]:
    """The words that an option names, apart by spaces or commas.

    >>> words_of("king, queen New-York")
    ['king', 'queen', 'New-York']
    """
    return [word for word in text.replace(",", " ").split() if word]


def three_words(text: str) -> tuple[tuple[str, str], str]:
    """The words of an analogy.

    >>> three_words("man woman king")
    (('man', 'woman'), 'king')
    """
    words = [word for word in words_of(text.replace(":", " ").replace("=", " ")) if word != "?"]
    if len(words) != 3:
        raise InputError(
            f"analogy is {text!r}: {len(words)} words.",
            'Give three: "man woman king" asks what king is to, as man is to woman.',
        )
    return (words[0], words[1]), words[2]


def some_words(vectors: Vectors, seed: int, count: int = 5) -> list[str]:
    """A few frequent words of some length, drawn with the seed, where nobody asks for any."""
    frequent = [word for word in vectors.words[:1000] if len(word) > 4 and tokens(word) == [word]]
    frequent = frequent or list(vectors.words[:1000])
    chosen = np.random.default_rng(seed).permutation(len(frequent))[:count]
    return [frequent[i] for i in sorted(chosen)]


def directions(A: NDArray[np.float32]) -> NDArray[np.float32]:
    """The rows with length one; rows of zeros stay."""
    lengths = np.linalg.norm(A, axis=1, keepdims=True)
    return np.divide(A, np.where(lengths > 0, lengths, 1), dtype=np.float32)


def _near(vectors: Vectors, asked: str, vector: NDArray[np.float32], left_out: tuple[int, ...], k: int) -> Near:
    m = len(vectors.words)
    if m <= len(set(left_out)):
        raise InputError(
            f"{vectors.name} has only {counted(m, 'word')}: none is left to be an answer.",
            "Give more vectors, or more text.",
        )
    found = nearest(vectors.matrix, vector, min(m, k + len(left_out)))
    keep = ~np.isin(found.rows[0], left_out)
    return Near(asked, found.rows[0][keep][:k], found.cosines[0][keep][:k], left_out)
