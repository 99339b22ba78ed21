"""Multiply by @.

`sold` has a row for each hour and a column for each fruit, `prices` a price for each fruit. What was taken in each
hour?
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def taken(sold, prices):
    return sold @ prices  # blank


def mornings(rng):
    """Square ones, too: there a star, or the wrong order, brings no error."""
    for m, n in [(2, 2), (3, 3), (2, 3), (5, 4)]:
        yield rng.integers(0, 9, size=(m, n)) + np.arange(m)[:, None], rng.permutation(range(1, 10))[:n]


exercise = Exercise(
    solution=taken,
    form="lines",
    cases=mornings,
    example=lambda: {"sold": np.array([[2, 0, 1], [1, 3, 0]]), "prices": np.array([3, 5, 4])},
    concepts=["python"],
    hints=[
        "For the first hour in the picture it is 2·3 + 0·5 + 1·4.",
        "The rows that are multiplied stand on the left of the sign.",
    ],
    mistakes=[
        Mistake(
            "`*` multiplies and does not add: there is a number for each fruit.", lambda sold, prices: sold * prices
        ),
        Mistake("The rows stand on the left. This way the columns are multiplied.", lambda sold, prices: prices @ sold),
        Mistake("That is how many were sold, not what was paid for them.", lambda sold, prices: sold.sum(axis=1)),
        Mistake(
            "You added up the whole morning. One number for each hour is asked.",
            lambda sold, prices: (sold * prices).sum(),
        ),
        Mistake(
            "You added for each fruit. One number for each hour is asked.",
            lambda sold, prices: (sold * prices).sum(axis=0),
        ),
    ],
    explanation="""
Each row meets the prices pair by pair, and the products are added. A layer of a network is this line, with many columns
of prices.
""",
)
