"""Say it in other axes.

The columns of `Q` have length 1 and stand at right angles. `x` lies in their span. Give back its coordinates: how far it
goes along each of them.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def coordinates(Q, x):
    """The c with Q c = x. Shapes: Q (m, n), x (m,) -> (n,)."""
    return Q.T @ x  # blank: Q.T @ x


def spans(rng):
    for m, n in [(2, 2), (2, 2), (3, 2), (3, 3), (4, 3), (6, 4)]:
        Q = np.linalg.qr(rng.normal(size=(m, n)))[0]
        yield Q, Q @ (rng.integers(1, 7, size=n) * rng.choice([-1, 1], size=n)).astype(float)


exercise = Exercise(
    solution=coordinates,
    cases=spans,
    example=lambda: {"Q": np.array([[0.6, -0.8], [0.8, 0.6]]), "x": np.array([1.0, 7.0])},
    concepts=["bases", "dot products"],
    hints=[
        "A coordinate is a shadow: the dot product of x with one column of Q.",
        "All dot products with columns at once are one product with a matrix whose rows are those columns.",
    ],
    mistakes=[
        Mistake(
            "That takes coordinates to points, and you have the point. The other way is the transpose.",
            lambda Q, x: Q @ x[: Q.shape[1]],
        ),
        Mistake("You took the lengths of the shadows without their signs.", lambda Q, x: abs(Q.T @ x)),
        Mistake("You went there and back: that is x again.", lambda Q, x: Q @ (Q.T @ x)),
    ],
    explanation="""
Since the columns have length 1 and stand at right angles, `Q.T @ Q` is the identity. So from x = Q c follows
Q.T x = c. With crooked axes one would have to solve a system; with right angles a product is enough.
""",
)
