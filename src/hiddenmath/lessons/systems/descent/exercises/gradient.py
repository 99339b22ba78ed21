"""All slopes at once.

The error is the mean of the squares of `A @ x - b`. Give back its gradient: one slope for each entry of `x`.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def gradient(A, x, b):
    """The gradient of mean((A x - b)**2). Shapes: A (m, n), x (n,), b (m,) -> (n,)."""
    residual = A @ x - b
    return 2 / len(b) * A.T @ residual  # blank: 2 / len(b) * A.T @ residual


def systems(rng):
    for m, n in [(3, 2), (3, 2), (4, 2), (5, 3), (8, 3), (20, 4)]:
        yield (
            rng.integers(-4, 5, size=(m, n)) + 0.5,
            rng.integers(-3, 4, size=n) + 0.25,
            rng.integers(-9, 10, size=m).astype(float),
        )


def rest(A, x, b):
    return A @ x - b


exercise = Exercise(
    solution=gradient,
    cases=systems,
    example=lambda: {
        "A": np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]),
        "x": np.array([0.0, 0.0]),
        "b": np.array([1.0, 3.0, 2.0]),
    },
    grows=lambda rng, n: (rng.normal(size=(4 * n, n)), rng.normal(size=n), rng.normal(size=4 * n)),
    concepts=["least squares", "matrix products"],
    hints=[
        "Each slope is the dot product of one column of `A` with the residual. Which product takes all columns at once?",
        "The mean divides by the number of rows, and the square brings a factor of two.",
    ],
    mistakes=[
        Mistake("The factor of two is missing: it comes from the square.", lambda A, x, b: A.T @ rest(A, x, b) / len(b)),
        Mistake("You did not divide by the number of rows. The error is a mean.", lambda A, x, b: 2 * A.T @ rest(A, x, b)),
        Mistake("Both the two and the number of rows are missing.", lambda A, x, b: A.T @ rest(A, x, b)),
        Mistake(
            "The sign is reversed: that way is downhill. The gradient points uphill, and the step takes the minus.",
            lambda A, x, b: -2 / len(b) * A.T @ rest(A, x, b),
        ),
        Mistake("You divided by the number of unknowns. It is the rows that are averaged.", lambda A, x, b: 2 / len(x) * A.T @ rest(A, x, b)),
        Mistake("That is the error itself. Asked were its slopes.", lambda A, x, b: np.mean(rest(A, x, b) ** 2)),
        Mistake(
            "You squared the residual. The slope of a square is twice what is squared: the residual itself is multiplied.",
            lambda A, x, b: 2 / len(b) * A.T @ rest(A, x, b) ** 2,
        ),
        Mistake(
            "You multiplied by `x` as well. The slopes need `A` and the residual; `x` is in the residual already.",
            lambda A, x, b: 2 / len(b) * A.T @ rest(A, x, b) * x,
        ),
        Mistake(
            "You divided by the product. Only the number of rows stands below the line.",
            lambda A, x, b: 2 / (len(b) * A.T @ rest(A, x, b)),
        ),
    ],
    explanation="""
Nudge entry j of x by a little h: each residual changes by h times its entry in column j, and each square by 2h times that
entry times the residual. The mean of those, divided by h, is 2/m times the dot product of column j with the residual.
`A.T @ residual` makes all of these dot products at once. Backpropagation does the same in every layer of a network.
""",
)
