"""How long is the arrow.

Give back the length of `v`: by Pythagoras, the root of the sum of the squares.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def length(v):
    """Shapes: v (n,) -> a number."""
    return np.sqrt(v @ v)  # blank


def vectors(rng):
    for n in (2, 3, 5, 8):
        yield (rng.normal(size=n).round(1) + 0.25,)


exercise = Exercise(
    solution=length,
    cases=vectors,
    concepts=["norms"],
    hints=["`v @ v` is the sum of the squares."],
    mistakes=[
        Mistake("That is the square of the length. Take the root.", lambda v: v @ v),
        Mistake("You added up the sizes. Square them first, and take the root at the end.", lambda v: abs(v).sum()),
        Mistake("That is how many numbers it has. Its length as an arrow was asked.", lambda v: len(v)),
        Mistake("You took the largest alone.", lambda v: abs(v).max()),
        Mistake("You divided by n. That is the root of the mean square.", lambda v: np.sqrt((v**2).mean())),
    ],
)
