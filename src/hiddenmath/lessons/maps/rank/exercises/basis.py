"""Find perpendicular axes.

The columns of `A` span a plane, or a space. Give back an orthonormal basis of it: columns of length 1, at right angles to
each other, with the same span. There are many, and each is right. No column of `A` depends on the others.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake, both, orthonormal, same_span


def basis(A):
    """An orthonormal basis of the columns' span. Shapes: A (m, n) -> (m, n)."""
    Q, R = np.linalg.qr(A)  # blank
    return Q  # blank


def spans(rng):
    for m, n in [(3, 2), (3, 2), (4, 2), (4, 3), (5, 3), (8, 5)]:
        yield (rng.normal(size=(m, n)).round(1) + np.eye(m, n) * 3,)


def lengths_one(A):
    return A / np.linalg.norm(A, axis=0)


exercise = Exercise(
    solution=basis,
    cases=spans,
    check=both(same_span(), orthonormal()),
    grows=lambda rng, n: (rng.normal(size=(2 * n, n)),),
    concepts=["bases"],
    hints=[
        "There is a factorisation whose first factor has such columns, and the same span.",
        "`np.linalg.qr` gives two matrices. Which one has perpendicular columns?",
    ],
    mistakes=[
        Mistake(
            "Every column has length 1 now, but they do not stand at right angles to each other.",
            lengths_one,
            when=lambda answer, A: (
                np.allclose(np.linalg.norm(answer, axis=0), 1)
                and not np.allclose(answer.T @ answer, np.eye(A.shape[1]))
                and same_span().alike(answer, A)
            ),
        ),
        Mistake(
            "These columns stand at right angles, but span another space: they are the first unit vectors.",
            lambda A: np.eye(*A.shape),
        ),
        Mistake(
            "Your columns have n numbers, and those of `A` have m: they lie in another space. If this is R of `qr`, or "
            "`Vt` of `svd`, look at the other factor.",
            lambda A: np.linalg.qr(A)[1],
            lambda A: np.linalg.svd(A, full_matrices=False)[2],
            lambda A: np.linalg.svd(A, full_matrices=False)[2].T,
        ),
        Mistake(
            "The basis has too many columns: those beyond the first n leave the span of `A`.",
            lambda A: np.linalg.qr(A, mode="complete")[0],
            lambda A: np.linalg.svd(A)[0],
        ),
    ],
    explanation="""
Gram and Schmidt: take the first column, make its length 1; from the next one subtract its shadow on those before, make
the length 1, and so on. Each step only mixes columns of `A`, so the span stays. `np.linalg.qr` does this in a way that
rounding cannot spoil, and `U` of the singular value decomposition is another right answer.
""",
)
