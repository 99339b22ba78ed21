"""Count the rows.

How many rows has `A`?
"""

from hiddenmath.learn import Exercise, Mistake


def count_rows(A):
    """Shapes: A (m, n) -> m."""
    return A.shape[0]  # blank


def matrices(rng):
    for shape in [(2, 3), (3, 2), (3, 3), (4, 3), (5, 7)]:
        yield (rng.normal(size=shape).round(1),)


exercise = Exercise(
    solution=count_rows,
    cases=matrices,
    concepts=["shapes"],
    hints=["`A.shape` holds two numbers. Rows come first."],
    mistakes=[
        Mistake("That is the number of columns.", lambda A: A.shape[1]),
        Mistake("That is how many numbers there are in all.", lambda A: A.size),
        Mistake("That is the number of axes.", lambda A: A.ndim),
        Mistake("That is the whole shape. Its first number counts the rows.", lambda A: A.shape),
    ],
)
