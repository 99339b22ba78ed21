"""Both eigenvalues of two rows.

`A` is symmetric and 2×2. With t its trace and d its determinant, its eigenvalues solve λ² − tλ + d = 0. Give back both, the
larger one first.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def values(A):
    """The two eigenvalues, the larger first. Shapes: A (2, 2) -> (2,)."""
    t = A[0, 0] + A[1, 1]
    d = A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0]
    root = np.sqrt(t**2 / 4 - d)  # blank: t**2 / 4 - d
    return np.array([t / 2 + root, t / 2 - root])


def symmetric(rng):
    for _ in range(7):
        a, d = rng.permutation(np.arange(-4, 7))[:2] + 0.5
        b = float(rng.choice([-3, -2, -1, 1, 2, 3]))
        yield (np.array([[a, b], [b, d]]),)


def with_root(A, root):
    t = np.trace(A)
    return np.array([t / 2 + root, t / 2 - root])


def det(A):
    return A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0]


exercise = Exercise(
    solution=values,
    cases=symmetric,
    example=lambda: {"A": np.array([[2.0, 1.0], [1.0, 2.0]])},
    concepts=["eigenvectors"],
    hints=[
        "Complete the square: λ² − tλ + d = (λ − t/2)² − (t²/4 − d).",
        "For [[2, 1], [1, 2]], t is 4 and d is 3. The root must be 1, so that 3 and 1 come out.",
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
        Mistake("The smaller one comes first. Give the larger one first.", lambda A: np.linalg.eigvalsh(A)),
    ],
    explanation="""
Where A − λI flattens, its determinant is 0, and that is the equation. For a symmetric matrix what stands under the root is
((a − d)/2)² + b², never negative: its eigenvalues are always real. For more rows nobody solves such equations; `np.linalg.eigh`
turns the matrix, step by step, until only the diagonal is left.
""",
)
