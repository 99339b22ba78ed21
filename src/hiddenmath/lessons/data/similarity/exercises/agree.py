"""How much do they agree?

`@` between two vectors is their dot product. Say it, before you run it: multiply pair by pair, and add.
"""

import numpy as np

from hiddenmath.learn import Mistake, Predict


def dot(a, b):
    return a @ b


def given(rng):
    while True:
        a, b = rng.integers(-3, 5, size=(2, 3))
        answers = {a @ b, a.sum() + b.sum(), a.sum() * b.sum(), abs(a) @ abs(b), a[0] * b[0]}
        if a.all() and b.all() and len(answers) == 5:  # each mistake has a number of its own
            return {"a": a, "b": b}


exercise = Predict(
    asks=dot,
    given=given,
    why=lambda a, b: " + ".join(f"{x}·({y})" if y < 0 else f"{x}·{y}" for x, y in zip(a, b, strict=True)) + f" = {a @ b}.",
    concepts=["dot products"],
    hints=["First times first, second times second, third times third.", "Minus times minus is plus. Then add all three."],
    mistakes=[
        Mistake("You gave the three products. Add them: a dot product is one number.", lambda a, b: a * b),
        Mistake("You added all numbers. Multiply pair by pair first.", lambda a, b: a.sum() + b.sum()),
        Mistake("You multiplied the sums. Multiply pair by pair first, then add.", lambda a, b: a.sum() * b.sum()),
        Mistake("A sign was lost: plus times minus is minus.", lambda a, b: abs(a) @ abs(b)),
        Mistake("That is the first product alone. There are three.", lambda a, b: a[0] * b[0]),
    ],
)
