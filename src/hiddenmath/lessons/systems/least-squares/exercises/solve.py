"""The best x.

More equations than unknowns: mostly no x fulfils `A @ x = b` exactly. Find the x for which the squares of what is left
over, `b - A @ x`, add up to the least.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake, least_squares as smallest_residual


def least_squares(A, b):
    """The x that makes the length of b - Ax smallest. Shapes: A (m, n), b (m,) -> (n,)."""
    return np.linalg.solve(A.T @ A, A.T @ b)  # blank: A.T @ A, A.T @ b


def systems(rng):
    for m, n in [(3, 2), (3, 2), (4, 2), (5, 2), (6, 3), (10, 4), (40, 5)]:
        yield rng.integers(-5, 6, size=(m, n)) + 0.5 * np.eye(m, n), rng.integers(-9, 10, size=m) + 0.25


def best(A, b):
    return np.linalg.lstsq(A, b, rcond=None)[0]


exercise = Exercise(
    solution=least_squares,
    cases=systems,
    check=smallest_residual(),
    example=lambda: {"A": np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]), "b": np.array([1.0, 2.0, 4.0])},
    grows=lambda rng, n: (rng.normal(size=(4 * n, n)), rng.normal(size=4 * n)),
    concepts=["least squares"],
    picture="fit",
    hints=[
        "What is left over stands at right angles to every column of `A`: `A.T @ (b - A @ x)` is zero.",
        "Multiply that out: a square system for x. `np.linalg.solve` takes its matrix and its right side.",
    ],
    mistakes=[
        Mistake(
            "You stopped at the right side, `A.T @ b`. It equals `A.T @ A @ x`: solve for x.",
            lambda A, b: A.T @ b,
        ),
        Mistake(
            "That is `A @ x`, the nearest point that can be reached. Asked was x.",
            lambda A, b: A @ best(A, b),
        ),
        Mistake(
            "That is what is left over, `b - A @ x`. Asked was x.",
            lambda A, b: b - A @ best(A, b),
        ),
        Mistake(
            "The matrix of the system is `A.T @ A`, with one row for each unknown; `A @ A.T` has one for each equation.",
            lambda A, b: np.linalg.pinv(A @ A.T) @ b,
        ),
        Mistake(
            "You used the first equations only, as many as there are unknowns. The best x listens to all of them.",
            lambda A, b: np.linalg.solve(A[: A.shape[1]], b[: A.shape[1]]),
        ),
        Mistake(
            "You divided each product by the square of its column's length. That is right only where the columns "
            "stand at right angles.",
            lambda A, b: A.T @ b / (A**2).sum(axis=0),
        ),
    ],
    explanation="""
The points that $Ax$ can reach form a plane. The nearest one to $b$ is straight below it: what is left over stands at
right angles to all columns, $A^\\top(b-Ax)=0$. So $A^\\top A\\,x=A^\\top b$, the normal equation, is square and has one
solution where the columns are independent. `np.linalg.lstsq` finds the same x and loses fewer digits.
""",
)
