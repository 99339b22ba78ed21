"""The mean of each row.

Give back the mean of each row of `A`.
"""

from hiddenmath.learn import Exercise, Mistake


def mean_of_rows(A):
    """Shapes: A (m, n) -> (m,)."""
    return A.mean(axis=1)  # blank: axis=1


def matrices(rng):
    for shape in [(2, 3), (3, 2), (3, 3), (4, 3), (5, 7)]:
        yield (rng.normal(size=shape).round(1),)


exercise = Exercise(
    solution=mean_of_rows,
    cases=matrices,
    concepts=["axis"],
    hints=["The axis that you name disappears. For one number a row, which one should go?"],
    mistakes=[
        Mistake(
            "You averaged down the columns: axis 0 disappeared. One number is wanted for each row.",
            lambda A: A.mean(axis=0),
        ),
        Mistake("Without an axis, everything becomes one number.", lambda A: A.mean()),
        Mistake("You added the rows up and did not divide.", lambda A: A.sum(axis=1)),
    ],
)
