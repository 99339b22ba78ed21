"""Take the first row.

Give back the first row of `A`.
"""

from hiddenmath.learn import Exercise, Mistake


def first_row(A):
    """Shapes: A (m, n) -> (n,)."""
    return A[0]  # blank


def matrices(rng):
    for shape in [(2, 3), (3, 2), (3, 3), (4, 3), (5, 7)]:
        yield (rng.normal(size=shape).round(1),)


exercise = Exercise(
    solution=first_row,
    cases=matrices,
    concepts=["indexing"],
    hints=["Rows are counted from 0, and come before columns in the brackets."],
    mistakes=[
        Mistake("That is the first column. One number in the brackets alone picks a row.", lambda A: A[:, 0]),
        Mistake("That is the second row. Python counts from 0.", lambda A: A[1]),
        Mistake("That is one number. A row needs one number in the brackets, not two.", lambda A: A[0, 0]),
    ],
)
