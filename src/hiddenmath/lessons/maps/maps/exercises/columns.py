"""Two arrows make a matrix.

The map takes (1, 0) to the point `p` and (0, 1) to the point `q`. Give back its matrix.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def matrix(p, q):
    """The matrix whose map takes (1, 0) to p and (0, 1) to q: (2, 2)."""
    return np.array([[p[0], q[0]], [p[1], q[1]]])  # starter: return np.array([[___, ___], [___, ___]])


def arrows(rng):
    for most in (3, 3, 5, 5, 9, 9):
        p, q = rng.permutation(np.arange(-most, most + 1))[:4].reshape(2, 2)
        yield p.copy(), q.copy()


exercise = Exercise(
    solution=matrix,
    cases=arrows,
    example=lambda: {"p": np.array([1, 0]), "q": np.array([2, 3])},
    concepts=["maps"],
    picture="plane",
    hints=[
        "Where (1, 0) goes is the first column: its two numbers stand one below the other.",
        "Rows are written first. The upper row holds both first numbers: that of `p`, then that of `q`.",
    ],
    mistakes=[
        Mistake(
            "You wrote `p` and `q` as rows. Where (1, 0) goes is the first column, from top to bottom.",
            lambda p, q: np.array([p, q]),
        ),
        Mistake(
            "The two columns are exchanged: (1, 0) would go to `q`.",
            lambda p, q: np.array([q, p]).T,
        ),
        Mistake(
            "You wrote `q` and `p` as rows. They are columns, and `p` comes first.",
            lambda p, q: np.array([q, p]),
        ),
        Mistake(
            "All four numbers are in one row. A matrix of shape 2×2 has two.",
            lambda p, q: np.array([p[0], q[0], p[1], q[1]]),
            lambda p, q: np.concatenate([p, q]),
        ),
        Mistake(
            "The two rows are exchanged. How far to the right stands above, how far up stands below.",
            lambda p, q: np.array([[p[1], q[1]], [p[0], q[0]]]),
        ),
        Mistake(
            "One row is right. In the other the two points have changed places: `p` belongs to the first column, from top to bottom.",
            lambda p, q: np.array([[p[0], q[0]], [q[1], p[1]]]),
            lambda p, q: np.array([[q[0], p[0]], [p[1], q[1]]]),
        ),
        Mistake(
            "Each point has two numbers, and one of each is missing. A column holds both numbers of its point.",
            lambda p, q: np.array([[p[0], 0], [0, q[1]]]),
            lambda p, q: np.array([[1, q[0]], [p[1], 1]]),
        ),
        Mistake(
            "One column holds the same number twice, or both hold the same point. The first column is `p`, the second `q`, each with both its numbers.",
            lambda p, q: np.array([[p[0], p[0]], [q[1], q[1]]]),
            lambda p, q: np.array([[p[0], p[0]], [p[1], p[1]]]),
            lambda p, q: np.array([p, p]),
        ),
    ],
    explanation="""
`A @ [1, 0]` is one times the first column plus zero times the second: the first column itself. So this column is where
(1, 0) goes. NumPy can also put the columns together for you: `np.column_stack([p, q])`.
""",
)
