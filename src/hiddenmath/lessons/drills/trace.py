"""Add up the diagonal.

Add up the numbers from the top left corner down to the right: the **trace** of a square matrix.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def trace(A):
    """Shapes: A (n, n) -> a number."""
    return np.trace(A)  # blank


def squares(rng):
    for n in (2, 3, 4, 6):
        yield (rng.normal(size=(n, n)).round(1),)


exercise = Exercise(
    solution=trace,
    cases=squares,
    concepts=["indexing"],
    hints=["NumPy has a function of this name. `np.diag(A)` gives the diagonal."],
    mistakes=[
        Mistake("You added all numbers. Only those of the diagonal count.", lambda A: A.sum()),
        Mistake("That is the other diagonal, from the top right corner.", lambda A: np.trace(A[:, ::-1])),
        Mistake("That is the diagonal itself. Add it up.", lambda A: np.diag(A)),
    ],
)
