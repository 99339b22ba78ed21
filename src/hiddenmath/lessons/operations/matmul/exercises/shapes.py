"""Which shape does the product have?

Say the shape, before you run it. Rows come first: write 2×3, or (2, 3).
"""

import numpy as np

from hiddenmath.learn import Mistake, Predict


def shape(A, B):
    return (A @ B).shape


def given(rng):
    m, n, p = (int(length) for length in rng.permutation([2, 3, 4, 5])[:3])
    return {"A": np.ones((m, n)), "B": np.ones((n, p))}


exercise = Predict(
    asks=shape,
    given=given,
    why=lambda A, B: f"The inner {len(B)}s meet and disappear: {len(A)} rows of A, {B.shape[1]} columns of B.",
    concepts=["matrix products", "shapes"],
    hints=["Write both shapes side by side. Which numbers stand next to each other?", "Those two disappear."],
    mistakes=[
        Mistake("That is the shape of `A`. The columns come from `B`.", lambda A, B: A.shape),
        Mistake("That is the shape of `B`. The rows come from `A`.", lambda A, B: B.shape),
        Mistake("Those are the inner numbers, which disappear. The outer ones are left.", lambda A, B: (len(B), len(B))),
        Mistake("Rows come first. They are those of `A`.", lambda A, B: (A @ B).shape[::-1]),
        Mistake("They do fit: `A` has as many columns as `B` has rows.", lambda A, B: B @ A),
    ],
)
