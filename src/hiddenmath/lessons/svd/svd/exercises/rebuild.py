"""Put it together again.

`U`, `s` and `Vt` come from `np.linalg.svd`. Give back the matrix they came from.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def rebuilt(U, s, Vt):
    """U Σ Vᵀ. Shapes: U (n, n), s (n,), Vt (n, n) -> (n, n)."""
    return U * s @ Vt  # starter: return U * s @ Vt.T


def factors(rng):
    for n in (2, 2, 3, 3, 4, 6):
        yield tuple(np.linalg.svd(rng.integers(-4, 5, size=(n, n)) + 2 * np.eye(n) + 0.3))


exercise = Exercise(
    solution=rebuilt,
    cases=factors,
    example=lambda: tuple_of([[3.0, 1.0], [1.0, 2.0]]),
    concepts=["singular values", "matrix products"],
    hints=["`Vt` is V transposed already.", "`U * s` multiplies column i by `s[i]`."],
    mistakes=[
        Mistake("You transposed V once more. NumPy's third answer is V transposed already.", lambda U, s, Vt: U * s @ Vt.T),
        Mistake("You left the singular values out: that only turns.", lambda U, s, Vt: U @ Vt),
        Mistake("You multiplied in the other order. From the right: first Vt, then the stretch, then U.", lambda U, s, Vt: Vt * s @ U),
        Mistake("The transpose came out: U stands on the left.", lambda U, s, Vt: (U * s @ Vt).T),
        Mistake("You multiplied the rows of U by `s`. It belongs to the columns: `U * s`.", lambda U, s, Vt: U * s[:, None] @ Vt),
        Mistake(
            "You multiplied the columns of `Vt` by `s`. The stretch belongs to its rows, or to the columns of U: `U * s`.",
            lambda U, s, Vt: U @ (s * Vt),
        ),
        Mistake(
            "U is transposed, and it should stand as it is.",
            lambda U, s, Vt: U.T * s @ Vt,
            lambda U, s, Vt: U.T * s @ Vt.T,
        ),
        Mistake(
            "`s @ Vt` adds up the rows of `Vt`, to one vector. Multiply U by `s` first, column by column, and that by `Vt`.",
            lambda U, s, Vt: U * (s @ Vt),
            lambda U, s, Vt: U @ s @ Vt,
        ),
        Mistake(
            "`*` between the two turns goes entry by entry. One after the other is a product, `@`.",
            lambda U, s, Vt: U * s * Vt,
            lambda U, s, Vt: U * s + Vt,
        ),
    ],
    explanation="""
`U * s` is lined up at the ends, so column i meets `s[i]`: the same as `U @ np.diag(s)`, with less work. Then `Vt` as it is.
""",
)


def tuple_of(A):
    U, s, Vt = np.linalg.svd(np.array(A))
    return {"U": U, "s": s, "Vt": Vt}
