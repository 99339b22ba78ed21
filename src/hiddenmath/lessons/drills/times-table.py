"""A table of products.

Multiply every number of `a` with every number of `b`: row i, column j holds `a[i] * b[j]`.
"""

from hiddenmath.learn import Exercise, Mistake


def table(a, b):
    """Shapes: a (m,), b (n,) -> (m, n)."""
    return a[:, None] * b  # blank


def pairs(rng):
    for m, n in [(2, 2), (3, 3), (2, 4), (5, 3)]:
        yield rng.normal(size=m).round(1), rng.normal(size=n).round(1)


exercise = Exercise(
    solution=table,
    cases=pairs,
    concepts=["broadcasting"],
    hints=["A column times a row. Which of the two should be the column?"],
    mistakes=[
        Mistake("You multiplied pair by pair. Every number should meet every other.", lambda a, b: a * b),
        Mistake("Rows and columns are swapped: `a` belongs to the rows.", lambda a, b: b[:, None] * a),
        Mistake("You added. Multiply.", lambda a, b: a[:, None] + b),
        Mistake("That is one number, the dot product.", lambda a, b: a @ b),
    ],
)
