"""A dot product.

Multiply `a` and `b` pair by pair, and add up the products.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def dot(a, b):
    """Shapes: a (n,), b (n,) -> a number."""
    return a @ b  # blank


def pairs(rng):
    for n in (2, 3, 5, 8):
        yield rng.normal(size=n).round(1), rng.normal(size=n).round(1)


exercise = Exercise(
    solution=dot,
    cases=pairs,
    concepts=["dot products"],
    hints=["One sign does both: the one for matrix products."],
    mistakes=[
        Mistake("You did not add them up.", lambda a, b: a * b),
        Mistake("You added first and multiplied then. Multiply pair by pair first.", lambda a, b: a.sum() * b.sum()),
        Mistake("You multiplied each with each.", lambda a, b: np.outer(a, b)),
        Mistake(
            "You divided by the lengths. That is the cosine of the angle.",
            lambda a, b: a @ b / np.sqrt(a @ a * (b @ b)),
        ),
    ],
)
