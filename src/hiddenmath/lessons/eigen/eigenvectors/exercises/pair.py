"""Find a pair.

`A` is symmetric and 2×2. Its eigenvalues solve λ² − tλ + d = 0, with t its trace and d its determinant. Give back the larger
one, and an eigenvector for it: any length is right, and so is its opposite.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake, eigenpairs


def pair(A):
    """The larger eigenvalue, and an eigenvector. Shapes: A (2, 2) -> one number, (2,)."""
    t = A[0, 0] + A[1, 1]
    d = A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0]
    w = t / 2 + np.sqrt(t**2 / 4 - d)  # blank: t**2 / 4 - d
    return w, np.array([A[0, 1], w - A[0, 0]])  # blank: w - A[0, 0]


def symmetric(rng):
    for _ in range(7):
        a, d = rng.permutation(np.arange(-4, 7))[:2] + 0.5
        b = float(rng.choice([-3, -2, -1, 1, 2, 3]))
        yield (np.array([[a, b], [b, d]]),)


def with_root(A, root):
    w = np.trace(A) / 2 + root
    return w, np.array([A[0, 1], w - A[0, 0]])


def det(A):
    return A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0]


def larger(A):
    return np.linalg.eigvalsh(A)[1]


def mirrored(A):
    return np.array([A[0, 1], A[0, 0] - larger(A)])


def is_mirrored(w, v, A):
    return np.isclose(w, larger(A)) and v.any() and abs(v[0] * mirrored(A)[1] - v[1] * mirrored(A)[0]) <= 1e-9 * np.linalg.norm(v)


def same_line(v, u):
    return abs(v[0] * u[1] - v[1] * u[0]) <= 1e-9 * np.linalg.norm(v) * np.linalg.norm(u)


NAMED = [
    lambda A: np.array([A[0, 1], larger(A) - A[1, 1]]),
    lambda A: np.array([larger(A) - A[0, 0], A[0, 1]]),
    lambda A: np.array([A[0, 1], larger(A)]),
]

exercise = Exercise(
    solution=pair,
    cases=symmetric,
    check=eigenpairs(),
    example=lambda: {"A": np.array([[2.0, 1.0], [1.0, 2.0]])},
    concepts=["eigenvectors"],
    hints=[
        "Complete the square: λ² − tλ + d = (λ − t/2)² − (t²/4 − d). For [[2, 1], [1, 2]], t is 4, d is 3, and the root is 1.",
        "With v = (x, y), the first row says A[0, 0] x + A[0, 1] y = w x. Put A[0, 1] for x: which y fits?",
    ],
    mistakes=[
        Mistake("You took t² − d. The square is that of t/2, so it is t²/4.", lambda A: with_root(A, np.sqrt(abs(np.trace(A) ** 2 - det(A))))),
        Mistake(
            "You took t² − 4d, which belongs under a root that is halved afterwards.",
            lambda A: with_root(A, np.sqrt(abs(np.trace(A) ** 2 - 4 * det(A)))),
        ),
        Mistake("You left the determinant out.", lambda A: with_root(A, abs(np.trace(A)) / 2)),
        Mistake("You added the determinant. Subtract it.", lambda A: with_root(A, np.sqrt(abs(np.trace(A) ** 2 / 4 + det(A))))),
        Mistake("You did not take the root.", lambda A: with_root(A, np.trace(A) ** 2 / 4 - det(A))),
        Mistake("This pair belongs to the smaller eigenvalue. Asked was the larger one.", lambda A: with_root(A, -np.sqrt(np.trace(A) ** 2 / 4 - det(A)))),
        Mistake(
            "The value is right. One entry of your vector has the wrong sign: A[0, 1] y is what w x has more than A[0, 0] x.",
            lambda A: (larger(A), mirrored(A)),
            lambda A: (larger(A), np.linalg.eigh(A)[1][1]),
            when=is_mirrored,
        ),
        Mistake(
            "The value is right. In the vector you subtracted the lower diagonal entry; the first row holds A[0, 0].",
            lambda A: (larger(A), np.array([A[0, 1], larger(A) - A[1, 1]])),
        ),
        Mistake(
            "The value is right. The entries of your vector stand the other way round: A[0, 1] comes first.",
            lambda A: (larger(A), np.array([larger(A) - A[0, 0], A[0, 1]])),
        ),
        Mistake(
            "The value is right. As second entry you gave the eigenvalue itself: subtract A[0, 0] from it.",
            lambda A: (larger(A), np.array([A[0, 1], larger(A)])),
        ),
        Mistake(
            "The value is right, the vector is not: `A @ v` is not `w * v`. Its first row says A[0, 0] x + A[0, 1] y = w x. Put in "
            "A[0, 1] for x, and look which y fits.",
            lambda A: (larger(A), np.array([A[0, 1], A[0, 0]])),
            lambda A: (larger(A), np.array([A[0, 1], A[1, 1]])),
            lambda A: (larger(A), np.array([A[0, 1], 0.0])),
            when=lambda w, v, A: (
                np.isclose(w, larger(A))
                and not is_mirrored(w, v, A)
                and not any(same_line(v, named(A)) for named in NAMED)
                and not same_line(v, np.array([A[0, 1], w - A[0, 0]]))
            ),
        ),
    ],
    explanation="""
Where A − λI flattens, its determinant is 0, and that is the equation. For a symmetric matrix what stands under the root is
((a − d)/2)² + b², never negative: its eigenvalues are always real. The first row of (A − λI) v = 0 says
(a − λ) x + b y = 0, and x = b, y = λ − a fulfil it. For more rows nobody solves such equations; `np.linalg.eigh` turns the
matrix, step by step, until only the diagonal is left.
""",
)
