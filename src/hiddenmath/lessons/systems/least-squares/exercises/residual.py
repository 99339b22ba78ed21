"""What is left over?

Say the residual, before you run it: the value minus what the line says, at each point.
"""

import numpy as np

from hiddenmath.learn import Mistake, Predict


def residual(x, y, intercept, slope):
    return y - (intercept + slope * x)


def given(rng):
    while True:
        x, y = np.array([0, 1, 3]), rng.integers(1, 10, size=3)
        intercept, slope = int(rng.integers(1, 4)), int(rng.integers(1, 3))
        r = residual(x, y, intercept, slope)
        if len(set(abs(r))) == 3 and r.min() < 0 < r.max():
            return {"x": x, "y": y, "intercept": intercept, "slope": slope}


exercise = Predict(
    asks=residual,
    given=given,
    why=lambda x, y, intercept, slope: (
        f"At x = {x[1]} the line says {intercept} + {slope}·{x[1]} = {intercept + slope * x[1]}, and the value is {y[1]}: "
        f"{y[1] - intercept - slope * x[1]} is left. Above the line it is positive, below negative."
    ),
    concepts=["least squares"],
    hints=["First what the line says at each x: intercept plus slope times x.", "Then the value minus that, with its sign."],
    mistakes=[
        Mistake("The signs are reversed: the value minus what the line says.", lambda x, y, intercept, slope: intercept + slope * x - y),
        Mistake("You gave what the line says. What is left is the value minus that.", lambda x, y, intercept, slope: intercept + slope * x),
        Mistake("You left the signs out. Below the line, what is left is negative.", lambda x, y, intercept, slope: abs(y - intercept - slope * x)),
        Mistake("You left the intercept out.", lambda x, y, intercept, slope: y - slope * x),
        Mistake("You took the squares already. First what is left, with its sign.", lambda x, y, intercept, slope: (y - intercept - slope * x) ** 2),
    ],
)
