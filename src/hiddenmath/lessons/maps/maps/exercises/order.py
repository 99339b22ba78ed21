"""First turn, then lean.

`R` turns and `S` makes things lean. The columns of `points` shall be turned first, and then lean.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def move(R, S, points):
    """Shapes: R and S (2, 2), points (2, m) -> (2, m)."""
    return S @ R @ points  # blank: S @ R


def moves(rng):
    for m in (1, 2, 3, 5, 8, 20):
        t = np.deg2rad(float(rng.choice([30, 45, 60, 120, 200])))
        R = np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])
        S = np.array([[1, float(rng.choice([0.5, 1.0, -1.5]))], [0, 1]])
        yield R, S, rng.integers(-4, 5, size=(2, m)) + 0.5


exercise = Exercise(
    solution=move,
    cases=moves,
    example=lambda: {
        "R": np.array([[0.0, -1.0], [1.0, 0.0]]),
        "S": np.array([[1.0, 0.5], [0.0, 1.0]]),
        "points": np.array([[1.0, 0.0], [0.0, 1.0]]),
    },
    concepts=["maps", "matrix products"],
    hints=["Which of the two acts on the points first? It stands next to them.", "Points stand on the right of it all."],
    mistakes=[
        Mistake(
            "You made them lean first, and turned them then. What stands next to the points acts first.",
            lambda R, S, points: R @ S @ points,
        ),
        Mistake("You did not turn them. `R` acts first, then `S`.", lambda R, S, points: S @ points),
        Mistake("You turned them only. After that, `S` makes them lean.", lambda R, S, points: R @ points),
        Mistake(
            "`*` multiplies entry by entry. Maps are put together by `@`.",
            lambda R, S, points: (S * R) @ points,
        ),
        Mistake(
            "You added the two maps. One after the other is a product.",
            lambda R, S, points: (S + R) @ points,
            lambda R, S, points: S @ points + R @ points,
        ),
        Mistake(
            "You gave back the matrix of both moves. Apply it to the points.",
            lambda R, S, points: S @ R,
        ),
        Mistake(
            "One of the two is transposed. Take `R` and `S` as they are; only their order matters.",
            lambda R, S, points: R @ S.T @ points,
            lambda R, S, points: R.T @ S @ points,
            lambda R, S, points: S.T @ R @ points,
            lambda R, S, points: S @ R.T @ points,
        ),
    ],
    explanation="""
`R @ points` turns them, and `S @ (R @ points)` makes the turned ones lean. Where the brackets stand does not matter, so
`(S @ R) @ points` is the same, with one matrix for both. Where the factors stand does: `R @ S` leans first.
""",
)
