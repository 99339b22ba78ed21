"""Take it back.

The columns of `moved` are points that the matrix `S` has moved. Give back the points as they were before. `S` can be
undone, but it may be nearly flat.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake, satisfies


def undone(S, moved):
    """The points with S @ points = moved. Shapes: S (2, 2), moved (2, m) -> (2, m)."""
    return np.linalg.solve(S, moved)  # blank: np.linalg.solve(S, moved)


def moves(rng):
    """The last one is nearly flat: there an inverse loses digits that solving keeps."""
    for m in (1, 2, 3, 5, 8, 20):
        S = np.array([[1, float(rng.choice([-1.5, 0.5, 2]))], [float(rng.choice([0.25, -0.5])), 1.5]])
        yield S, S @ (rng.integers(-4, 5, size=(2, m)) + 0.5)
    S = np.array([[1, 0.5], [1.5, 0.75 + 1e-7]])
    yield S, S @ (rng.integers(-4, 5, size=(2, 8)) + 0.5)


def lands(points, S, moved):
    """Whether S takes the points to where they shall be, but for the rounding that no way of solving avoids."""
    rounding = 1e-12 * (abs(S) @ abs(points) + abs(moved))
    return np.all(abs(S @ points - moved) <= rounding)


def nearly_lands(points, S, moved):
    return np.allclose(points, np.linalg.solve(S, moved), rtol=1e-3, atol=1e-3)


exercise = Exercise(
    solution=undone,
    cases=moves,
    check=satisfies(lands, otherwise="`S @ points` of your points is not `moved`."),
    example=lambda: {"S": np.array([[1.0, 0.5], [0.0, 1.0]]), "moved": np.array([[1.0, 1.5], [0.0, 1.0]])},
    concepts=["maps"],
    hints=[
        "`S @ points` is `moved`. You know `S` and `moved`.",
        "There is a function that solves such systems, also for many columns at once. Its first input is the matrix.",
    ],
    mistakes=[
        Mistake(
            "You made the inverse. Where `S` is nearly flat, its entries are huge and cancel, and digits are lost: `S` "
            "takes your points to places beside `moved`. Let NumPy solve the system instead.",
            lambda S, moved: np.linalg.inv(S) @ moved,
            lambda S, moved: np.linalg.pinv(S) @ moved,
            when=nearly_lands,
        ),
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
        Mistake(
            "`1 / S` and `S ** -1` take every entry alone. The map that takes back is another one: solve the system.",
            lambda S, moved: (1 / S) @ moved,
        ),
        Mistake(
            "You took the points back and moved them again, or moved them and took them back: they are where they were.",
            lambda S, moved: moved,
            lambda S, moved: np.linalg.inv(S) @ S @ moved,
        ),
        Mistake(
            "`S` and `moved` stand the wrong way round: the matrix of the system comes first.",
            lambda S, moved: np.linalg.solve(moved, S),
        ),
        Mistake(
            "Numbers can be divided by each other, matrices cannot: `/` goes entry by entry. Solve the system.",
            lambda S, moved: moved / S,
            lambda S, moved: S / moved,
        ),
    ],
    explanation="""
`np.linalg.solve(S, moved)` finds, for each column, the point that S takes there. `np.linalg.inv(S) @ moved` is the same on
paper. But where S is nearly flat, the entries of the inverse are in the millions and cancel in the product, and what
was rounded in them stays. So the check includes such an S.
""",
)
