"""Solve two equations.

`A` is 2×2, and its determinant is not 0. Give back the `x` with `A @ x = b`, by the formula: exchange a and d, change the
signs of b and c, divide by the determinant.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def solve(A, b):
    """The x with A x = b. Shapes: A (2, 2), b (2,) -> (2,)."""
    det = A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0]
    inverse = np.array([[A[1, 1], -A[0, 1]], [-A[1, 0], A[0, 0]]]) / det  # starter: inverse = np.array([[___, ___], [___, ___]]) / ___
    return inverse @ b


def systems(rng):
    """All four entries differ, and the determinant is neither near 0 nor 1."""
    found = 0
    while found < 7:
        A = rng.permutation(np.r_[-4:0, 1:6])[:4].reshape(2, 2).astype(float)
        if 1.5 < abs(np.linalg.det(A)) < 30 and abs(A[0, 0] - A[1, 1]) > 0.5:
            found += 1
            yield A, rng.permutation(np.r_[-4:0, 1:6])[:2].astype(float)


def adjugate(A):
    return np.array([[A[1, 1], -A[0, 1]], [-A[1, 0], A[0, 0]]])


def det(A):
    return A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0]


exercise = Exercise(
    solution=solve,
    cases=systems,
    example=lambda: {"A": np.array([[2.0, 1.0], [1.0, 2.0]]), "b": np.array([4.0, 5.0])},
    concepts=["maps"],
    hints=[
        "In the formula, d is the entry at the lower right: `A[1, 1]`.",
        "b and c stay where they are, and get a minus. a and d change places.",
    ],
    mistakes=[
        Mistake("You did not divide by the determinant.", lambda A, b: adjugate(A) @ b),
        Mistake(
            "You exchanged b and c as well. They stay where they are: only a and d change places.",
            lambda A, b: adjugate(A).T @ b / det(A),
        ),
        Mistake(
            "a and d have not changed places.",
            lambda A, b: np.array([[A[0, 0], -A[0, 1]], [-A[1, 0], A[1, 1]]]) @ b / det(A),
        ),
        Mistake(
            "The minus signs are missing: b and c get one each.",
            lambda A, b: abs(np.array([[1, -1], [-1, 1]])) * np.array([[A[1, 1], A[0, 1]], [A[1, 0], A[0, 0]]]) @ b / det(A),
        ),
        Mistake("That is `A @ b`: where b goes. Asked was where it comes from.", lambda A, b: A @ b),
        Mistake("Divide each entry by the determinant, not by its entry: that would be 1/A entry by entry.", lambda A, b: (1 / A) @ b),
        Mistake(
            "Nothing has changed places, and no sign has changed: that is `A` itself, or its transpose, divided by the determinant.",
            lambda A, b: A @ b / det(A),
            lambda A, b: A.T @ b / det(A),
        ),
        Mistake(
            "You exchanged b and c. They stay where they are, each with a minus, and all is divided by the determinant.",
            lambda A, b: adjugate(A).T @ b,
            lambda A, b: np.array([[A[1, 1], A[1, 0]], [A[0, 1], A[0, 0]]]) @ b / det(A),
        ),
        Mistake(
            "You put each minus at the wrong pair: b and c get one, and a and d change places without one.",
            lambda A, b: -adjugate(A) @ b / det(A),
            lambda A, b: np.array([[-A[0, 0], A[1, 0]], [A[0, 1], -A[1, 1]]]) @ b / det(A),
            lambda A, b: np.array([[-A[0, 0], A[0, 1]], [A[1, 0], -A[1, 1]]]) @ b / det(A),
        ),
        Mistake(
            "You divided by another thing than the determinant. It is the number `det`.",
            lambda A, b: adjugate(A) / A @ b,
            lambda A, b: adjugate(A) / b @ b,
        ),
    ],
    explanation="""
Multiply A by this matrix, and you get the determinant on the diagonal and zeros beside it. So, divided by the determinant, it
takes everything back. For more than two rows nobody uses such formulas: `np.linalg.solve` eliminates, step by step.
""",
)
