"""Where is the largest.

For each row of `A`: in which column is its largest number? A classifier answers so: one row of scores for each photo.
"""

from hiddenmath.learn import Exercise, Mistake


def where_largest(A):
    """Shapes: A (m, n) -> (m,), whole numbers."""
    return A.argmax(axis=1)  # blank


def matrices(rng):
    for shape in [(2, 3), (3, 2), (3, 3), (4, 3), (5, 7)]:
        yield (rng.normal(size=shape).round(1),)


exercise = Exercise(
    solution=where_largest,
    cases=matrices,
    concepts=["argmax", "axis"],
    hints=["`argmax` says where, `max` says how much."],
    mistakes=[
        Mistake("That is how large they are. Where they stand is asked: `argmax`.", lambda A: A.max(axis=1)),
        Mistake("You looked down the columns. One answer is wanted for each row.", lambda A: A.argmax(axis=0)),
        Mistake("That is one place in the whole matrix, counted through all rows.", lambda A: A.argmax()),
        Mistake("That is where the smallest stand.", lambda A: A.argmin(axis=1)),
    ],
)
