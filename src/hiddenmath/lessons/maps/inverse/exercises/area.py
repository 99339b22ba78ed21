"""How large is the parallelogram?

Say the determinant, before you run it: the area of what becomes of the unit square, with a minus if it is mirrored.
"""

import numpy as np

from hiddenmath.learn import Mistake, Predict


def det(A):
    return np.round(np.linalg.det(A))


def given(rng):
    while True:
        A = rng.integers(-3, 5, size=(2, 2))
        (a, b), (c, d) = A.tolist()
        answers = {a * d - b * c, a * d + b * c, b * c - a * d, a * d, a * b - c * d}
        if len(answers) == 5 and A.all():
            return {"A": A}


def why(A):
    (a, b), (c, d) = A.tolist()
    return f"{a}·({d}) − ({b})·({c}) = {a * d - b * c}."


exercise = Predict(
    asks=det,
    given=given,
    why=why,
    concepts=["maps"],
    hints=["Multiply down to the right, then up to the right.", "The first product minus the second."],
    mistakes=[
        Mistake("You added the two products. Subtract the second.", lambda A: A[0, 0] * A[1, 1] + A[0, 1] * A[1, 0]),
        Mistake("The sign is reversed: the product down to the right comes first.", lambda A: A[0, 1] * A[1, 0] - A[0, 0] * A[1, 1]),
        Mistake("That is the first product alone. Subtract the other one.", lambda A: A[0, 0] * A[1, 1]),
        Mistake("You multiplied along the rows. Multiply crosswise.", lambda A: A[0, 0] * A[0, 1] - A[1, 0] * A[1, 1]),
    ],
)
