"""How many directions?

Say the rank, before you run it. Is a column a multiple of another, or a mixture of the others?
"""

import numpy as np

from hiddenmath.learn import Mistake, Predict


def rank(A):
    return np.linalg.matrix_rank(A)


def given(rng):
    """Three columns of which one is a mixture, or two are multiples: never 3, and never with a zero column."""
    while True:
        a, b = rng.integers(-2, 4, size=(2, 3))
        columns = [a, b, a + b] if rng.random() < 0.5 else [a, 2 * a, -a]
        A = np.array(columns).T[:, rng.permutation(3)]
        if A.all() and (abs(columns[1]) != abs(a)).any() and np.linalg.matrix_rank(np.array([a, b])) == 2:
            return {"A": A}


exercise = Predict(
    asks=rank,
    given=given,
    why=lambda A: (
        "All columns are multiples of one, so they reach only a line: rank 1."
        if np.linalg.matrix_rank(A) == 1
        else "One column is the sum of the two others, so it leads nowhere new: rank 2."
    ),
    concepts=["bases"],
    hints=["Is one column a multiple of another?", "Add two columns. Is the third among the sums?"],
    mistakes=[
        Mistake("You counted the columns. One that mixes the others does not count.", lambda A: 3),
        Mistake("Only a matrix of zeros has rank 0.", lambda A: 0),
    ],
)
