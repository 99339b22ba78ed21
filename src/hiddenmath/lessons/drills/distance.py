"""How far apart.

Give back the distance between the points `a` and `b`.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def distance(a, b):
    """Shapes: a (n,), b (n,) -> a number."""
    return np.linalg.norm(a - b)  # blank


def pairs(rng):
    for n in (2, 3, 5, 8):
        yield rng.normal(size=n).round(1), rng.normal(size=n).round(1) + 3


exercise = Exercise(
    solution=distance,
    cases=pairs,
    concepts=["norms"],
    hints=["Subtract, and you have the arrow from one to the other. How long is it?"],
    mistakes=[
        Mistake("That is the arrow between them. Its length was asked.", lambda a, b: a - b, lambda a, b: b - a),
        Mistake(
            "You subtracted the lengths. Subtract the points first.",
            lambda a, b: np.linalg.norm(a) - np.linalg.norm(b),
            lambda a, b: abs(np.linalg.norm(a) - np.linalg.norm(b)),
        ),
        Mistake("That is the square of the distance. Take the root.", lambda a, b: ((a - b) ** 2).sum()),
        Mistake(
            "You added the points. The arrow between them is their difference.",
            lambda a, b: np.linalg.norm(a + b),
        ),
        Mistake("You walked along the axes. The straight way is shorter.", lambda a, b: abs(a - b).sum()),
    ],
)
