"""Take it back.

The columns of `moved` are points that the matrix `S` has moved. Give back the points as they were before. `S` can be
undone.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def undone(S, moved):
    """The points with S @ points = moved. Shapes: S (2, 2), moved (2, m) -> (2, m)."""
    return np.linalg.solve(S, moved)  # blank: np.linalg.solve(S, moved)


def moves(rng):
    for m in (1, 2, 3, 5, 8, 20):
        S = np.array([[1, float(rng.choice([-1.5, 0.5, 2]))], [float(rng.choice([0.25, -0.5])), 1.5]])
        yield S, S @ (rng.integers(-4, 5, size=(2, m)) + 0.5)


exercise = Exercise(
    solution=undone,
    cases=moves,
    example=lambda: {"S": np.array([[1.0, 0.5], [0.0, 1.0]]), "moved": np.array([[1.0, 1.5], [0.0, 1.0]])},
    concepts=["maps"],
    hints=[
        "`S @ points` is `moved`. You know `S` and `moved`.",
        "There is a function that solves such systems, also for many columns at once. Its first input is the matrix.",
    ],
    mistakes=[
        Mistake("You moved the points once more. Take them back.", lambda S, moved: S @ moved),
        Mistake(
            "The transpose does not undo a map, unless it only turns. Solve the system.",
            lambda S, moved: S.T @ moved,
        ),
        Mistake("The opposite of a map is not `-S`: that turns everything round.", lambda S, moved: -S @ moved),
        Mistake(
            "You divided by the determinant alone. Areas are right again, but the shape is not.",
            lambda S, moved: moved / np.linalg.det(S),
        ),
        Mistake("Where (1, 0) came from alone is not enough: you gave the inverse. Apply it.", lambda S, moved: np.linalg.inv(S)),
    ],
    explanation="""
`np.linalg.solve(S, moved)` finds, for each column, the point that S takes there. `np.linalg.inv(S) @ moved` gives the same
here, and passes: but it makes a whole inverse first, and loses digits where S is nearly flat.
""",
)
