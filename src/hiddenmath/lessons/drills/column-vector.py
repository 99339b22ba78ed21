"""Make a column of it.

`v` has one axis. Give it a second one, so that it is a column: a matrix of one column.
"""

from hiddenmath.learn import Exercise, Mistake


def column(v):
    """Shapes: v (n,) -> (n, 1)."""
    return v[:, None]  # blank


def vectors(rng):
    for n in (2, 3, 5, 8):
        yield (rng.normal(size=n).round(1),)


exercise = Exercise(
    solution=column,
    cases=vectors,
    concepts=["shapes", "reshape"],
    hints=["`None` in the brackets makes a new axis of length 1. Before or after the old one?"],
    mistakes=[
        Mistake("That is a row, 1×n. The new axis comes after the old one.", lambda v: v[None, :]),
        Mistake("It has one axis as before: `.T` of a vector changes nothing.", lambda v: v),
    ],
)
