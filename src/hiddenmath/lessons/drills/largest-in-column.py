"""The largest of each column.

Give back the largest number of each column of `A`.
"""

from hiddenmath.learn import Exercise, Mistake


def largest(A):
    """Shapes: A (m, n) -> (n,)."""
    return A.max(axis=0)  # blank


def matrices(rng):
    for shape in [(2, 3), (3, 2), (3, 3), (4, 3), (5, 7)]:
        yield (rng.normal(size=shape).round(1),)


exercise = Exercise(
    solution=largest,
    cases=matrices,
    concepts=["axis"],
    hints=["Rows should disappear, and rows are axis 0."],
    mistakes=[
        Mistake("That is the largest of each row.", lambda A: A.max(axis=1)),
        Mistake("That is the largest of all. Name the axis that should disappear.", lambda A: A.max()),
        Mistake("That is where the largest stand, not how large they are.", lambda A: A.argmax(axis=0)),
    ],
)
