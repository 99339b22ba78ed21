"""Count what is above.

How many numbers of `A` are above `t`?
"""

from hiddenmath.learn import Exercise, Mistake


def count_above(A, t):
    """Shapes: A (m, n), t a number -> a number."""
    return (A > t).sum()  # blank


def cases(rng):
    for shape in [(2, 3), (3, 4), (5, 6), (6, 8)]:
        A = rng.integers(1, 10, size=shape)
        A.flat[:4] = 3, 4, 5, 6
        yield A, 3


exercise = Exercise(
    solution=count_above,
    cases=cases,
    concepts=["masks"],
    hints=["True counts as 1, False as 0. So what does adding them up give?"],
    mistakes=[
        Mistake("You added the numbers. Count them: add up True and False.", lambda A, t: A[A > t].sum()),
        Mistake("You counted `t` itself as well. Above means larger.", lambda A, t: (A >= t).sum()),
        Mistake("You counted those that are not above.", lambda A, t: (A <= t).sum(), lambda A, t: (A < t).sum()),
        Mistake("You counted column by column. One number is asked.", lambda A, t: (A > t).sum(axis=0)),
    ],
)
