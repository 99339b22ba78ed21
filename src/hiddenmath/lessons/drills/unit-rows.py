"""Rows of length 1.

Divide each row of `A` by its length, so that each has length 1. Search engines do this before they compare texts.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def unit_rows(A):
    """Shapes: A (m, n) -> (m, n)."""
    return A / np.linalg.norm(A, axis=1, keepdims=True)  # blank: axis=1, keepdims=True


def matrices(rng):
    for shape in [(2, 3), (3, 2), (3, 3), (4, 3), (5, 7)]:
        yield (rng.uniform(1, 5, size=shape).round(1),)


exercise = Exercise(
    solution=unit_rows,
    cases=matrices,
    concepts=["norms", "axis", "broadcasting"],
    hints=["One length for each row: which axis disappears? And how does it stay a column?"],
    mistakes=[
        Mistake(
            "You divided each column by its length. Rows were asked: axis 1.",
            lambda A: A / np.linalg.norm(A, axis=0),
        ),
        Mistake("You divided everything by one length. Each row has its own.", lambda A: A / np.linalg.norm(A)),
        Mistake(
            "You divided by the sum of each row. Its length is the root of the sum of squares.",
            lambda A: A / A.sum(axis=1, keepdims=True),
        ),
        Mistake(
            "The lengths went along the rows, one for each column. `keepdims=True` keeps them a column.",
            lambda A: A / np.linalg.norm(A, axis=1),
        ),
    ],
)
