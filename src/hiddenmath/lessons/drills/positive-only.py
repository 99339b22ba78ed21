"""Keep the positive ones.

Give back the numbers of `v` that are above 0, in their order.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def positive(v):
    """Shapes: v (n,) -> as many as are positive."""
    return v[v > 0]  # blank


def vectors(rng):
    for n in (4, 6, 9, 20):
        yield (rng.permutation([0, -1, 2, *rng.integers(-9, 10, size=n)]),)


exercise = Exercise(
    solution=positive,
    cases=vectors,
    concepts=["masks"],
    hints=["`v > 0` is True or False for each number. Put it into the brackets."],
    mistakes=[
        Mistake("You set the others to 0. They should be left out.", lambda v: np.maximum(v, 0)),
        Mistake("0 is not above 0.", lambda v: v[v >= 0]),
        Mistake("Those are the negative ones.", lambda v: v[v < 0]),
        Mistake("Those are their places. Give the numbers themselves.", lambda v: np.flatnonzero(v > 0)),
    ],
)
