"""Fill the holes.

Some entries of `X` are nan, not a number. Put in place of each the mean of its column, of the entries that are there.
The means are computed already. `np.isnan(X)` asks of each entry whether it is nan.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def filled(X):
    """X with the mean of its column in place of each nan. Shapes: (m, n) -> (m, n)."""
    means = np.nanmean(X, axis=0)
    return np.where(np.isnan(X), means, X)  # starter: return np.where(np.isnan(X), ___, X)


def tables(rng):
    """Each column keeps at least two numbers, and has a mean of its own; square ones, too."""
    for m, n, holes in [(3, 2, 1), (3, 3, 2), (4, 3, 3), (5, 5, 4), (20, 4, 9)]:
        X = (rng.integers(1, 10, size=(m, n)) + 10.0 * rng.permutation(n)).astype(float)
        for column in rng.permutation(n)[:holes]:
            X[rng.integers(m), column] = np.nan
        yield (X,)


def in_place_of(X, value):
    return np.where(np.isnan(X), value, X)


exercise = Exercise(
    solution=filled,
    cases=tables,
    example=lambda: {"X": np.array([[1.0, 100.0], [1.0, 300.0], [3.0, np.nan], [3.0, 300.0]])},
    concepts=["broadcasting", "masks"],
    hints=[
        "`np.where(question, a, b)` takes from `a` where the answer is yes, and from `b` where it is no.",
        "One mean for each column is a vector. It is repeated for each row by itself.",
    ],
    mistakes=[
        Mistake("You put 0 in. An unknown price is not a price of 0: take the mean of its column.", lambda X: in_place_of(X, 0)),
        Mistake(
            "You took one mean of the whole table. Rooms and dollars have nothing to do with each other: use one for each column.",
            lambda X: in_place_of(X, np.nanmean(X)),
        ),
        Mistake("The holes are still there: what is computed from a nan is nan again. The means without the holes are in `means`.", lambda X: in_place_of(X, X.mean(axis=0))),
        Mistake(
            "You took the median, the middle number. That is a good way, too; here the mean is asked.",
            lambda X: in_place_of(X, np.nanmedian(X, axis=0)),
        ),
        Mistake("Every entry is a mean now. Keep those that were there.", lambda X: np.broadcast_to(np.nanmean(X, axis=0), X.shape)),
        Mistake(
            "You put one number in every hole, the mean of a single column. Each hole gets that of its own column: take all of `means`.",
            lambda X: in_place_of(X, np.nanmean(X, axis=0)[0]),
            lambda X: in_place_of(X, np.nanmean(X, axis=0)[1]),
            lambda X: in_place_of(X, np.nanmean(X, axis=0)[-1]),
        ),
    ],
    explanation="""
`np.isnan(X)` asks of each entry whether it is a hole. `means` has the shape (n,) and is lined up with the columns, so each
hole gets the mean of its own column. In a real project the means come from the training rows, also for new ones.
""",
)
