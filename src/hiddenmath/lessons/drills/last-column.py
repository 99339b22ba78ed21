"""Take the last column.

Give back the last column of `A`, as a plain vector.
"""

from hiddenmath.learn import Exercise, Mistake


def last_column(A):
    """Shapes: A (m, n) -> (m,)."""
    return A[:, -1]  # blank


def matrices(rng):
    for shape in [(2, 3), (3, 2), (3, 3), (4, 3), (5, 7)]:
        yield (rng.normal(size=shape).round(1),)


exercise = Exercise(
    solution=last_column,
    cases=matrices,
    concepts=["indexing"],
    hints=["`:` stands for all rows. Which number counts from the end?"],
    mistakes=[
        Mistake("That is the last row. The column is the second thing in the brackets.", lambda A: A[-1]),
        Mistake("That is the first column. -1 counts from the end.", lambda A: A[:, 0]),
        Mistake(
            "That is still a matrix, of one column: a range keeps its axis, a number removes it.",
            lambda A: A[:, -1:],
        ),
    ],
)
