"""One number for each column.

Add `b[0]` to every number of the first column, `b[1]` to the second, and so on.
"""

from hiddenmath.learn import Exercise, Mistake


def add_to_columns(A, b):
    """Shapes: A (m, n), b (n,) -> (m, n)."""
    return A + b  # blank


def pairs(rng):
    for m, n in [(3, 3), (2, 3), (4, 2), (5, 5)]:
        yield rng.normal(size=(m, n)).round(1), rng.normal(size=n).round(1)


exercise = Exercise(
    solution=add_to_columns,
    cases=pairs,
    concepts=["broadcasting"],
    hints=["Shapes are lined up at their ends: (m, n) and (n,) fit as they are."],
    mistakes=[
        Mistake(
            "You added one number to each row. A plain vector goes along each row, one number a column.",
            lambda A, b: A + b[:, None],
        ),
        Mistake("You multiplied. Add.", lambda A, b: A * b),
        Mistake("You added all of `b` to every number.", lambda A, b: A + b.sum()),
    ],
)
