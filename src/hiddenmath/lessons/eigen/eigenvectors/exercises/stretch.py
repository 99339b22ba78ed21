"""By how much is it stretched?

`v` is an eigenvector of `A`. Say its eigenvalue, before you run it.
"""

import numpy as np

from hiddenmath.learn import Mistake, Predict


def eigenvalue(A, v):
    return np.round(v @ A @ v / (v @ v))


def given(rng):
    """Made of a whole eigenvalue and a matrix that sends v to zero."""
    while True:
        v, w = rng.integers(1, 4, size=2), rng.integers(-2, 3, size=2)
        value = int(rng.choice([-3, -2, 2, 3, 4, 5]))
        A = value * np.eye(2, dtype=int) + np.outer(w, [v[1], -v[0]])
        answers = {value, -value, int((A @ v)[0]), int(np.trace(A)), int(A[0, 0])}
        if w.any() and A.all() and v[0] != v[1] and len(answers) == 5:
            return {"A": A, "v": v}


def why(A, v):
    x, y = (A @ v).tolist()
    return f"A times v is ({x}, {y}), and that is {eigenvalue(A, v):g} times ({v[0]}, {v[1]})."


exercise = Predict(
    asks=eigenvalue,
    given=given,
    why=why,
    concepts=["eigenvectors"],
    hints=["Multiply: what is `A @ v`?", "By which number is `v` multiplied to give that?"],
    mistakes=[
        Mistake("That is the vector `A @ v`. Which multiple of `v` is it?", lambda A, v: A @ v),
        Mistake("That is the first entry of `A @ v`. Divide it by the first entry of `v`.", lambda A, v: (A @ v)[0]),
        Mistake("The sign is wrong: does `A @ v` point as `v` does, or the other way?", lambda A, v: -eigenvalue(A, v)),
        Mistake("That is the trace, the sum of both eigenvalues.", lambda A, v: np.trace(A)),
        Mistake("That is the entry at the upper left. Multiply the matrix and the vector.", lambda A, v: A[0, 0]),
    ],
)
