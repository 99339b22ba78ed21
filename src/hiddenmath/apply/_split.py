"""Rows kept back from the fit, to test it on what it has not seen."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data import InputError


def held_out(rows: int, share: float, seed: int) -> NDArray[np.bool_]:
    """Which of so many rows are for the test: `share` of them, drawn at random, the same each time for one `seed`.

    >>> held_out(5, 0.4, seed=0).tolist()
    [False, False, True, False, True]
    """
    count = round(rows * share)
    if share and not 0 < count < rows:
        raise InputError(
            f"test is {share:g}: of {rows} rows that leaves {rows - count} to learn from and {count} to test on.",
            "Give a share that leaves some of both, such as 0.25.",
        )
    test = np.zeros(rows, dtype=bool)
    test[np.random.default_rng(seed).permutation(rows)[:count]] = True
    return test


def held_out_of_each(labels: Sequence[str], share: float, seed: int) -> NDArray[np.bool_]:
    """Which rows are for the test: of each label `share` of its rows, at least one, and never all.

    >>> held_out_of_each(["a", "b", "a", "c", "a", "b"], 0.4, seed=0).tolist()
    [False, False, False, False, True, True]
    """
    rng = np.random.default_rng(seed)
    test = np.zeros(len(labels), dtype=bool)
    names, of = np.unique(np.array(labels), return_inverse=True)
    for i in range(len(names)):
        rows = rng.permutation(np.flatnonzero(of == i))
        count = min(len(rows) - 1, max(1, round(share * len(rows)))) if share else 0
        test[rows[:count]] = True
    return test
