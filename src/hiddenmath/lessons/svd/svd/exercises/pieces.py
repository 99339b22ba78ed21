"""One piece.

Give back piece number `i` of the sum, counted from 0: the singular value times the column of `U` times the row of `Vt`.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def piece(U, s, Vt, i):
    """s_i u_i v_iᵀ. Shapes: U (m, k), s (k,), Vt (k, n) -> (m, n)."""
    return s[i] * np.outer(U[:, i], Vt[i])  # starter: return s[i] * np.outer(___, ___)


def factors(rng):
    """Vt is square in each, so that rows and columns can be mixed up without an error."""
    for m, n in [(2, 2), (3, 3), (3, 2), (4, 4), (5, 3), (6, 4)]:
        U, s, Vt = np.linalg.svd(rng.normal(size=(m, n)), full_matrices=False)
        yield U, s, Vt, int(rng.integers(len(s)))


exercise = Exercise(
    solution=piece,
    cases=factors,
    example=lambda: {"U": np.array([[0.6, -0.8], [0.8, 0.6]]), "s": np.array([5.0, 1.0]), "Vt": np.eye(2), "i": 0},
    concepts=["singular values", "matrix products"],
    hints=[
        "`np.outer(a, b)` multiplies each entry of a with each of b: a column times a row.",
        "The directions are columns of `U`, and rows of `Vt`.",
    ],
    mistakes=[
        Mistake(
            "You took a column of `Vt`. V is already transposed, so its directions are rows.",
            lambda U, s, Vt, i: s[i] * np.outer(U[:, i], Vt[:, i]),
        ),
        Mistake("The row comes before the column: the piece is transposed.", lambda U, s, Vt, i: s[i] * np.outer(Vt[i], U[:, i])),
        Mistake("You left the singular value out.", lambda U, s, Vt, i: np.outer(U[:, i], Vt[i])),
        Mistake("That is the sum of all pieces up to this one. Asked was this one alone.", lambda U, s, Vt, i: U[:, : i + 1] * s[: i + 1] @ Vt[: i + 1]),
        Mistake(
            "`U[i]` is a row of `U`. Its directions are columns.",
            lambda U, s, Vt, i: s[i] * np.outer(U[i], Vt[i]),
        ),
        Mistake(
            "You took a row of `U` and a column of `Vt`. It is the other way round: the directions are columns of `U` and rows of `Vt`.",
            lambda U, s, Vt, i: s[i] * np.outer(U[i], Vt[:, i]),
        ),
        Mistake(
            "The singular value counts twice. It stands before `np.outer` already.",
            lambda U, s, Vt, i: s[i] ** 2 * np.outer(U[:, i], Vt[i]),
        ),
        Mistake(
            "You took the directions of another piece. Pieces are counted from 0, as Python counts: the number is `i` itself.",
            lambda U, s, Vt, i: s[i] * np.outer(U[:, i - 1], Vt[i - 1]),
            lambda U, s, Vt, i: s[i] * np.outer(U[:, (i + 1) % len(s)], Vt[(i + 1) % len(s)]),
            lambda U, s, Vt, i: s[i] * np.outer(U[:, i + 1], Vt[i + 1]),
            lambda U, s, Vt, i: s[i] * np.outer(U[:, 0], Vt[0]),
        ),
    ],
    explanation="""
A column times a row is a matrix in which every row is a multiple of that row: rank 1. The column has length 1, and so has the
row, so the singular value alone says how large the piece is.
""",
)
