"""Add along an axis.

`sold` has a row for each hour and a column for each fruit. On Saturday twice as much is sold. How many in each hour?
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def by_hour(sold):
    saturday = 2 * sold
    return saturday.sum(axis=1)  # blank: axis=1


def tables(rng):
    """Square ones, too: there only the numbers tell."""
    for m, n in [(2, 2), (2, 3), (4, 3)]:
        yield (rng.integers(0, 9, size=(m, n)) + 10 * np.arange(m)[:, None],)


exercise = Exercise(
    solution=by_hour,
    form="lines",
    cases=tables,
    example=lambda: {"sold": np.array([[2, 0, 1], [1, 3, 0]])},
    concepts=["python"],
    hints=[
        "One number for each row shall be left, so add along each row.",
        "Write `axis=` and the number of that axis.",
    ],
    mistakes=[
        Mistake(
            "That is one number for each fruit: axis 0 goes down the rows. Add along each row.",
            lambda sold: 2 * sold.sum(axis=0),
        ),
        Mistake("Without an axis, all numbers become one. Name the axis.", lambda sold: 2 * sold.sum()),
    ],
    explanation="The axis you name is the one that disappears: of m×n, axis 1 leaves m numbers, one for each row.",
)
