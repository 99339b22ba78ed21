"""One below the other.

Put `B` below `A`, so that there are as many rows as in both together.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def below(A, B):
    """Shapes: A (m, n), B (k, n) -> (m + k, n)."""
    return np.vstack([A, B])  # blank


def pairs(rng):
    for m, k, n in [(2, 2, 2), (3, 3, 2), (1, 2, 3), (4, 1, 5)]:
        yield rng.normal(size=(m, n)).round(1), rng.normal(size=(k, n)).round(1)


exercise = Exercise(
    solution=below,
    cases=pairs,
    concepts=["stacking"],
    hints=["Down is the vertical direction."],
    mistakes=[
        Mistake("You put them side by side.", lambda A, B: np.hstack([A, B])),
        Mistake("`B` came out on top.", lambda A, B: np.vstack([B, A])),
        Mistake("You added them.", lambda A, B: A + B),
    ],
)
