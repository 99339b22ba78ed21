"""One number for each row.

Add `b[0]` to every number of the first row, `b[1]` to the second, and so on.
"""

from hiddenmath.learn import Exercise, Mistake


def add_to_rows(A, b):
    """Shapes: A (m, n), b (m,) -> (m, n)."""
    return A + b[:, None]  # blank


def pairs(rng):
    for m, n in [(3, 3), (2, 3), (4, 2), (5, 5)]:
        yield rng.normal(size=(m, n)).round(1), rng.normal(size=m).round(1)


exercise = Exercise(
    solution=add_to_rows,
    cases=pairs,
    concepts=["broadcasting"],
    hints=["As a column, m×1, `b` is repeated across. How does a vector become a column?"],
    mistakes=[
        Mistake("You added one number to each column. Make a column of `b` first.", lambda A, b: A + b),
        Mistake("You multiplied. Add.", lambda A, b: A * b[:, None]),
    ],
)
