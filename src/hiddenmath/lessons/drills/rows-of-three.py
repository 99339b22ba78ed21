"""Rows of three.

`v` has a multiple of 3 numbers. Lay them out in rows of three.
"""

from hiddenmath.learn import Exercise, Mistake


def rows_of_three(v):
    """Shapes: v (3 m,) -> (m, 3)."""
    return v.reshape(-1, 3)  # blank


def vectors(rng):
    for m in (2, 3, 4, 7):
        yield (rng.normal(size=3 * m).round(1),)


exercise = Exercise(
    solution=rows_of_three,
    cases=vectors,
    concepts=["reshape"],
    hints=["`-1` in a new shape means: as many as are needed."],
    mistakes=[
        Mistake("You made three rows. Three columns were asked.", lambda v: v.reshape(3, -1)),
        Mistake("You filled column by column. Numbers go along the rows.", lambda v: v.reshape(3, -1).T),
    ],
)
