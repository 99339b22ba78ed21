"""Where does the point land?

Say the answer, before you run it: first how far to the right, then how far up.
"""

import numpy as np

from hiddenmath.learn import Mistake, Predict


def moved(A, x):
    return A @ x


def given(rng):
    while True:
        A, x = rng.integers(-2, 4, size=(2, 2)), rng.integers(1, 4, size=2)
        answers = [A @ x, A.T @ x, A[:, 0] + A[:, 1], x[::-1], A[:, 0] * x[0]]
        if np.all(A.any(axis=0)) and len({tuple(answer) for answer in answers}) == len(answers):
            return {"A": A, "x": x}


exercise = Predict(
    asks=moved,
    given=given,
    why=lambda A, x: (
        f"{x[0]} times the first column ({A[0, 0]}, {A[1, 0]}) plus {x[1]} times the second "
        f"({A[0, 1]}, {A[1, 1]}) is ({(A @ x)[0]}, {(A @ x)[1]})."
    ),
    concepts=["maps"],
    hints=[
        "The columns are where (1, 0) and (0, 1) go.",
        "Take the first column as many times as the point is to the right, and the second as many times as it is up.",
    ],
    mistakes=[
        Mistake(
            "You took the rows for the columns. The first column is read from top to bottom.",
            lambda A, x: A.T @ x,
        ),
        Mistake(
            "You took each column once. Take each as many times as `x` says.",
            lambda A, x: A[:, 0] + A[:, 1],
        ),
        Mistake("That is the first column's part alone. The second column adds its part.", lambda A, x: A[:, 0] * x[0]),
    ],
)
