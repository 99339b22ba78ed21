"""Take every second row.

Give back the rows 0, 2, 4 and so on.
"""

from hiddenmath.learn import Exercise, Mistake


def every_second_row(A):
    """Shapes: A (m, n) -> ((m + 1) // 2, n)."""
    return A[::2]  # blank


def matrices(rng):
    for shape in [(4, 4), (3, 2), (3, 3), (4, 3), (5, 7)]:
        yield (rng.normal(size=shape).round(1),)


exercise = Exercise(
    solution=every_second_row,
    cases=matrices,
    concepts=["indexing"],
    hints=["A range has three parts: `start:stop:step`. Each may be left out."],
    mistakes=[
        Mistake("You took every second column. Rows are the first thing in the brackets.", lambda A: A[:, ::2]),
        Mistake("You began with row 1. The first row is row 0.", lambda A: A[1::2]),
        Mistake("You took the first two rows. A step comes after the second colon.", lambda A: A[:2]),
    ],
)
