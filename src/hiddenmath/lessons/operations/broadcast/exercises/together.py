"""Which shape comes out?

Say the shape of `A + b`, before you run it. Line both shapes up at their ends.
"""

import numpy as np

from hiddenmath.learn import Mistake, Predict


def shape(A, b):
    return (A + b).shape


def given(rng):
    m, n = (int(length) for length in rng.permutation([2, 3, 4, 5])[:2])
    shapes = [((m, 1), (n,)), ((m, 1), (1, n)), ((1, n), (m, 1))]
    a, b = shapes[int(rng.integers(3))]
    return {"A": np.zeros(a), "b": np.ones(b)}


def why(A, b):
    ends = "×".join(str(length) for length in b.shape) if b.ndim > 1 else f"·×{len(b)}"
    m, n = (A + b).shape
    return f"Lined up: {A.shape[0]}×{A.shape[1]} and {ends}. What is 1 or missing is repeated, so {m}×{n} comes out."


exercise = Predict(
    asks=shape,
    given=given,
    why=why,
    concepts=["broadcasting", "shapes"],
    hints=["Write the shape of `b` under that of `A`, so that both end at the same place.", "Where one of two lengths is 1, the other one counts."],
    mistakes=[
        Mistake("That is the shape of `A`. Its 1 is repeated, too.", lambda A, b: A.shape),
        Mistake("That is the shape of `b`. It is repeated to fit `A`.", lambda A, b: b.shape),
        Mistake("Rows come first, as in both shapes.", lambda A, b: (A + b).shape[::-1]),
    ],
)
