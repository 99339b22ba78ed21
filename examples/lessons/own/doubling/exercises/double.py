"""Double it.

Give back a vector with every number of `x` doubled.
"""

from hiddenmath.learn import Exercise, Mistake


def double(x):
    """Twice x. Shapes: x (n,) -> (n,)."""
    return 2 * x  # blank


exercise = Exercise(
    solution=double,
    cases=lambda rng: ((rng.integers(3, 9, size=n),) for n in (2, 3, 4, 10)),
    concepts=["doubling"],
    hints=["Which number times 3 is 6?"],
    mistakes=[
        Mistake("You multiplied each number by itself. Multiply it by 2.", lambda x: x * x),
        Mistake("You added 2 to each number. Multiply it by 2.", lambda x: x + 2),
    ],
    explanation="A number times a vector multiplies every entry. `x + x` is right as well.",
)
