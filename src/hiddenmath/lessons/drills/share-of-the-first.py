"""The share of the first

`s` are the singular values of a table with centred columns. Say the share of the variance that lies along the first
principal component, before you run it.
"""

import numpy as np

from hiddenmath.learn import Mistake, Predict


def share(s):
    return np.round(s[0] ** 2 / (s**2).sum(), 4)


def given(rng):
    """Pairs whose share has few digits."""
    pairs = [(2, 1), (3, 1), (4, 2), (4, 3), (6, 2), (6, 3), (7, 1), (9, 3), (8, 6), (8, 4)]
    return {"s": np.array(pairs[rng.integers(len(pairs))])}


exercise = Predict(
    asks=share,
    given=given,
    why=lambda s: (
        f"Variances go as the squares: {s[0] ** 2} and {s[1] ** 2}, together {(s**2).sum()}. "
        f"{s[0] ** 2} / {(s**2).sum()} = {np.round(s[0] ** 2 / (s**2).sum(), 4):g}."
    ),
    concepts=["singular values", "directions"],
    hints=["The variance along a component is its singular value squared, divided by m − 1.", "m − 1 is the same for all."],
    mistakes=[
        Mistake("The variance is the square of the singular value, divided by m − 1. Square them first.", lambda s: np.round(s[0] / s.sum(), 4)),
        Mistake("That is the share of the second component.", lambda s: np.round(s[1] ** 2 / (s**2).sum(), 4)),
        Mistake("That is how many times the second. A share is of all.", lambda s: np.round((s[0] / s[1]) ** 2, 4)),
    ],
)
