"""How well two ways of dividing the same rows agree."""

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]


def counted(rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Counts:
    """How many are in part i of the one and part j of the other (p×q).

    >>> counted(np.array([0, 0, 1]), np.array([1, 1, 0])).tolist()
    [[0, 2], [1, 0]]
    """
    table = np.zeros((rows.max() + 1, columns.max() + 1), dtype=np.int64)
    np.add.at(table, (rows, columns), 1)
    return table


def adjusted_rand(table: Counts) -> float:
    """1 where both are the same up to names, 0 on average where one is drawn by chance.

    The share of pairs of rows that both put together, or both apart, minus what chance gives, over the most it could
    be. Source: L. Hubert, P. Arabie, "Comparing partitions", J. Classification 2 (1985).

    >>> adjusted_rand(np.array([[0, 2], [2, 0]]))
    1.0
    """

    def pairs(counts: NDArray[np.int64]) -> float:
        return float(np.sum(counts * (counts - 1) / 2))

    both, one, other = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    every = pairs(table.sum(keepdims=True))
    chance, most = one * other / every if every else 0.0, (one + other) / 2
    return (both - chance) / (most - chance) if most != chance else 1.0
