"""How far does it stretch?

`D` stretches along the axes, and may mirror. Say its largest singular value, before you run it.
"""

import numpy as np

from hiddenmath.learn import Mistake, Predict


def largest(D):
    return np.round(np.linalg.svd(D, compute_uv=False)[0])


def given(rng):
    """The largest stretch is that of a negative entry, so that the sign matters."""
    small, other, large = np.sort(rng.permutation(np.arange(1, 8))[:3])
    return {"D": np.diag(rng.permutation([-large, other, small]))}


exercise = Predict(
    asks=largest,
    given=given,
    why=lambda D: f"Along one axis lengths become {abs(D).max()} times as large, the sign only mirrors. A singular value is never negative.",
    concepts=["singular values"],
    hints=["By how much does each axis get longer?", "A singular value is a length: never below 0."],
    mistakes=[
        Mistake("A singular value is a length, and never negative. The minus only mirrors.", lambda D: D.min()),
        Mistake("You took the largest number. Look at the sizes: the minus only mirrors.", lambda D: D.max()),
        Mistake("That is the determinant, or its size: the product of all. Asked was the largest stretch.", lambda D: np.round(np.linalg.det(D)), lambda D: np.round(abs(np.linalg.det(D)))),
        Mistake("You added the diagonal: that is the trace.", lambda D: np.trace(D)),
    ],
)
