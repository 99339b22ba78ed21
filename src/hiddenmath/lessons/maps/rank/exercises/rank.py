"""The rank, up to rounding.

`s` holds the singular values of a matrix, largest first. Give back its rank: how many of them are larger than 1e-12 times
the largest.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def rank(s):
    """How many singular values count. Shapes: s (n,) -> one whole number."""
    return np.sum(s > 1e-12 * s[0])  # starter: return np.sum(s != 0)


def spectra(rng):
    """Always with a rest of rounding and with one exact 0, and once with numbers that are all small, or all large."""
    for n, k, size in [(3, 2, 1.0), (4, 2, 1.0), (4, 3, 1e-14), (5, 1, 1e14), (6, 4, 1.0), (10, 7, 1e-20)]:
        large = np.sort(rng.uniform(0.5, 2, size=k))[::-1]
        rest = np.sort(rng.uniform(1e-17, 5e-16, size=n - k))[::-1]
        yield (size * np.r_[large, rest, 0],)


exercise = Exercise(
    solution=rank,
    cases=spectra,
    example=lambda: {"s": np.array([16.848, 1.068, 3.3e-16])},
    concepts=["bases", "singular values"],
    hints=["`s > number` asks of each one, and `np.sum` counts the yeses.", "Compare with the largest one, which is `s[0]`."],
    mistakes=[
        Mistake("You counted what is not exactly 0. Rounding leaves tiny rests: compare with the largest.", lambda s: np.sum(s != 0)),
        Mistake(
            "You compared with a fixed number. If the table is in other units, all values are larger or smaller: compare with the largest.",
            lambda s: np.sum(s > 1e-12),
            lambda s: np.sum(s > 1e-10),
        ),
        Mistake("You counted all of them.", lambda s: len(s)),
        Mistake("You counted those that are too small. Count the others.", lambda s: np.sum(s <= 1e-12 * s[0])),
        Mistake("You added the values. Count them: put the comparison into the sum.", lambda s: np.sum(s)),
        Mistake(
            "You asked which are larger than the largest, or than many times it: none is. The bar is tiny, 1e-12 times the largest.",
            lambda s: np.sum(s > s[0]),
        ),
        Mistake(
            "`s` is a list of singular values and no longer the matrix: as a matrix of one row it has rank 1. Count in `s`.",
            lambda s: np.linalg.matrix_rank(s),
        ),
        Mistake(
            "You divided by the largest and added up. Compare each with the bar, and count those above.",
            lambda s: np.sum(s / s[0]),
        ),
    ],
    explanation="""
A computer keeps about 16 digits, so what should be 0 comes out some 1e-16 times the largest number in play. That is why
the bar moves with `s[0]`: the same table in millimetres has the same rank.
""",
)
