"""Add a vector and a column.

`v` is a vector, and `column` is a matrix of one column that holds as many numbers. Add them entry by entry. The answer
has the shape of `v`.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def total(v, column):
    """Shapes: v (n,), column (n, 1) -> (n,)."""
    return v + column[:, 0]  # starter: return v + column


def pairs(rng):
    for n in (2, 3, 4, 6, 9):
        yield rng.integers(-9, 10, size=n), rng.integers(-9, 10, size=(n, 1))


exercise = Exercise(
    solution=total,
    cases=pairs,
    example=lambda: {"v": np.array([2, 1, 0]), "column": np.array([[10], [20], [30]])},
    concepts=["vectors", "shapes"],
    hints=[
        "Run it as it is, and look at the shape: 3×3. Each entry of `v` was added to each entry of the column.",
        "Make a vector of the column first. What picks all rows of column number 0?",
    ],
    mistakes=[
        Mistake(
            "A vector plus a column is a table: each entry was added to each. Make a vector of the column first.",
            lambda v, column: v + column,
            lambda v, column: column + v,
        ),
        Mistake(
            "You made a column of the vector, and the answer is a column, n×1. Asked was a vector.",
            lambda v, column: v[:, None] + column,
            lambda v, column: v.reshape(-1, 1) + column,
        ),
        Mistake(
            "You took the first row of the column, which is one number, and added it to every entry.",
            lambda v, column: v + column[0],
            lambda v, column: v + column[0, 0],
        ),
        Mistake(
            "The answer has a second axis: it is a row, 1×n. Asked was a vector.",
            lambda v, column: v + column.T,
        ),
        Mistake(
            "You wrote one behind the other. Asked was the sum, entry by entry.",
            lambda v, column: np.concatenate([v, column[:, 0]]),
        ),
        Mistake(
            "You added up the rows of a table: 3×3 for vectors of 3. Make a vector of the column before you add it.",
            lambda v, column: sum(v + column),
            lambda v, column: (v + column).sum(axis=1),
        ),
    ],
    explanation="""
`column[:, 0]` picks all rows of column 0: the same numbers with one axis, of shape (n,). Now both have the same shape,
and `+` adds entry by entry. `column.ravel()` and `column.reshape(-1)` do it, too.
""",
)
