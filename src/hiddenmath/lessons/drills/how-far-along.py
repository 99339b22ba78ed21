"""How far along?

`q` has length 1. Say the coordinate of `x` along it, before you run it.
"""

import numpy as np

from hiddenmath.learn import Mistake, Predict


def along(q, x):
    return np.round(q @ x, 6)


def given(rng):
    """Multiples of 5, so that the answer is a whole number; below 0, so that the sign matters; no slip hits another."""
    q = rng.permutation([3, 4]) / 5 * rng.choice([-1, 1], size=2)
    while True:
        x = 5 * rng.integers(-3, 4, size=2)
        (a, b), swapped = q * x, q @ x[::-1]
        if x.all() and a + b < -0.5 and len({*np.round([a + b, -a - b, a - b, b - a, swapped, x.sum()])}) == 6:
            return {"q": q, "x": x}


exercise = Predict(
    asks=along,
    given=given,
    why=lambda q, x: (
        f"{q[0]:g} · {x[0]} + {q[1]:g} · {x[1]} = {np.round(q @ x, 6):g}. An axis of length 1 needs no division: the dot "
        "product is the shadow, and the shadow is the coordinate."
    ),
    concepts=["bases", "dot products"],
    hints=["A coordinate is a shadow.", "Multiply pair by pair, and add."],
    mistakes=[
        Mistake("A coordinate has a sign: below 0, it lies the other way.", lambda q, x: np.round(abs(q @ x), 6)),
        Mistake("One sign is wrong. Multiply pair by pair, with the signs.", lambda q, x: np.round(q[0] * x[0] - q[1] * x[1], 6), lambda q, x: np.round(q[1] * x[1] - q[0] * x[0], 6)),
        Mistake("The entries of x belong to those of q in their order.", lambda q, x: np.round(q[0] * x[1] + q[1] * x[0], 6)),
        Mistake("You added the coordinates. Multiply each by that of the axis first.", lambda q, x: x.sum()),
    ],
)
