"""The log-odds of a linear model of texts, shared by the words of a text."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Weighed(NamedTuple):
    """A feature of a text: the places of the words that it is made of, its value, its weight, and its block."""

    words: Sequence[int]
    value: float
    weight: float
    block: int


def shared(features: Sequence[Weighed], words: int) -> NDArray[np.float64]:
    """Of each of so many words Σ value · weight / length of the block's row over its features, each of which is shared
    by its words.

    >>> shared([Weighed((0,), 3.0, 2.0, 0), Weighed((0, 1), 4.0, 1.0, 0)], 2).round(9).tolist()
    [1.6, 0.4]
    """
    pushes, squares = np.zeros(words), dict.fromkeys((each.block for each in features), 0.0)
    for each in features:
        squares[each.block] += each.value**2
    for each in features:
        pushes[list(each.words)] += each.value * each.weight / np.sqrt(squares[each.block]) / len(each.words)
    return pushes
