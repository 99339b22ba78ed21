"""The log-odds of a linear model of texts, shared by the words of a text."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Part(NamedTuple):
    """A feature of a text: the places of the words that it is made of, its value, its weight, and its block."""

    words: Sequence[int]
    value: float
    weight: float
    block: int


def shared(parts: Sequence[Part], words: int) -> NDArray[np.float64]:
    """Of each of so many words Σ value · weight / length of the block's row over its features, each of which is shared
    by its words.

    >>> shared([Part((0,), 3.0, 2.0, 0), Part((0, 1), 4.0, 1.0, 0)], 2).round(9).tolist()
    [1.6, 0.4]
    """
    pushes, squares = np.zeros(words), dict.fromkeys((part.block for part in parts), 0.0)
    for part in parts:
        squares[part.block] += part.value**2
    for part in parts:
        pushes[list(part.words)] += part.value * part.weight / np.sqrt(squares[part.block]) / len(part.words)
    return pushes
