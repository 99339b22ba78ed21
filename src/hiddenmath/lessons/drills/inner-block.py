"""Cut off the border.

Give back `A` without its first and last row, and without its first and last column.
"""

from hiddenmath.learn import Exercise, Mistake


def inner_block(A):
    """Shapes: A (m, n) -> (m - 2, n - 2)."""
    return A[1:-1, 1:-1]  # blank


def matrices(rng):
    for shape in [(3, 4), (4, 3), (4, 4), (5, 6), (6, 6)]:
        yield (rng.normal(size=shape).round(1),)


exercise = Exercise(
    solution=inner_block,
    cases=matrices,
    concepts=["indexing"],
    hints=["`1:` leaves out the first. What leaves out the last?"],
    mistakes=[
        Mistake(
            "The last row and column are still there. A range may end at -1, before the last.",
            lambda A: A[1:, 1:],
        ),
        Mistake("Only rows were cut off. Cut the columns too, after the comma.", lambda A: A[1:-1]),
        Mistake("Only columns were cut off. Cut the rows too, before the comma.", lambda A: A[:, 1:-1]),
        Mistake("The first row and column are still there.", lambda A: A[:-1, :-1]),
    ],
)
