"""Which mean is it?

Say what the line gives, before you run it. The axis you name is the one that disappears.
"""

import numpy as np

from hiddenmath.learn import Mistake, Predict


def mean(A):
    return A.mean(axis=0)


def given(rng):
    """Means without decimals: the second row is the first plus even numbers."""
    first = rng.integers(1, 9, size=3)
    return {"A": np.array([first, first + 2 * rng.permutation([1, 2, 3])])}


exercise = Predict(
    asks=mean,
    given=given,
    why=lambda A: (
        f"Axis 0 goes down the rows and disappears. So each column has one mean, and the first is {A[:, 0].mean():g}."
    ),
    concepts=["axis"],
    hints=["Which axis goes down the rows?", "One number is left for each column."],
    mistakes=[
        Mistake(
            "You averaged across each row: that is axis 1. Axis 0 goes down, and leaves one number for each column.",
            lambda A: A.mean(axis=1),
            lambda A: A.mean(axis=1).round(),
        ),
        Mistake("You averaged all numbers. With `axis=0`, one is left for each column.", lambda A: A.mean()),
        Mistake("You added the numbers of each column. A mean divides by how many they are.", lambda A: A.sum(axis=0)),
    ],
)
