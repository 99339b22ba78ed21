"""Centre the data.

Move the cloud of points so that its middle lies at zero: subtract from each column its mean. Each row of `X` is a
flower, each column a measurement.
"""

import numpy as np

from hiddenmath import data
from hiddenmath.learn import Exercise, Mistake, close


def centre(X):
    """The data with the mean of each column subtracted.

    Shapes: X (m, n) -> (m, n).
    """
    return X - X.mean(axis=0)  # blank: X.mean(axis=0)


def tables(rng):
    """Small tables, easy to read; square ones, where a wrong axis raises no error; a single column; larger ones."""
    for shape in [(3, 3), (3, 2), (4, 2), (2, 3), (4, 4), (12, 1), (6, 3), (20, 4), (50, 5), (150, 4)]:
        yield ((rng.normal(size=shape) * 2 + rng.uniform(1, 9, size=shape[1])).round(1),)


exercise = Exercise(
    solution=centre,
    example=lambda: {"X": data.open("iris").matrix},
    cases=tables,
    check=close(rtol=1e-9, atol=1e-9),
    grows=lambda rng, n: (rng.normal(size=(4 * n, n)),),
    concepts=["centring", "axis", "broadcasting"],
    hints=[
        "`X.mean(...)` gives means. You want one for each column, so which axis should disappear?",
        "The rows should disappear, and rows are axis 0.",
    ],
    mistakes=[
        Mistake(
            "You subtracted one mean of all numbers. Each column has its own: average down the rows, axis 0.",
            lambda X: X - X.mean(),
        ),
        Mistake(
            "You subtracted the mean of each row (axis 1), of one flower. Average down the rows, axis 0.",
            lambda X: X - X.mean(axis=1),
            lambda X: X - X.mean(axis=1, keepdims=True),
        ),
        Mistake(
            "You divided by the spread as well. That is standardising; centring only subtracts the mean.",
            lambda X: (X - X.mean(axis=0)) / X.std(axis=0),
            lambda X: (X - X.mean(axis=0)) / X.std(axis=0, ddof=1),
        ),
        Mistake("You gave back the means alone. Subtract them from `X`.", lambda X: X.mean(axis=0)),
        Mistake("You subtracted the sum of each column, not its mean.", lambda X: X - X.sum(axis=0)),
        Mistake(
            "You divided the sum by m - 1. That belongs to the variance; a mean divides by m.",
            lambda X: X - X.sum(axis=0) / (len(X) - 1),
        ),
        Mistake(
            "You subtracted the mean of the first column from all columns. Each column has its own.",
            lambda X: X - X.mean(axis=0)[0],
        ),
        Mistake("You subtracted the median of each column, not its mean.", lambda X: X - np.median(X, axis=0)),
        Mistake(
            "You subtracted the smallest or largest of each column. Then the cloud begins or ends at zero.",
            lambda X: X - X.min(axis=0),
            lambda X: X - X.max(axis=0),
        ),
        Mistake(
            "You squeezed each column between 0 and 1. Centring only subtracts the mean.",
            lambda X: (X - X.min(axis=0)) / (X.max(axis=0) - X.min(axis=0)),
        ),
        Mistake("You divided by the means. Subtract them.", lambda X: X / X.mean(axis=0)),
        Mistake(
            "You added the means. Subtracting them is what moves the middle to zero.", lambda X: X + X.mean(axis=0)
        ),
        Mistake("The data came back as it was. Subtract the mean of each column.", lambda X: X),
        Mistake("You subtracted the first row. The middle is the mean of all rows.", lambda X: X - X[0]),
        Mistake(
            "Everything is 0 now: you subtracted the data from itself. Subtract the means alone.",
            lambda X: X - X,
        ),
    ],
    explanation="""
`X.mean(axis=0)` goes down the rows and leaves one mean for each column, a vector of length n. Subtracting it from `X`
lines the shapes up at their ends, (m, n) and (n,): each row meets the same means. Afterwards every column has mean 0.
""",
)
