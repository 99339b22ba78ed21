"""Which of them can be undone?

`maps` is a stack of 2×2 matrices. Say of each whether it can be undone, True or False. Some have a determinant that is
0 but for rounding.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def undoable(maps):
    """Can each be undone? Shapes: maps (k, 2, 2) -> (k,) of True and False."""
    return np.linalg.matrix_rank(maps) == 2  # starter: return np.linalg.det(maps) != 0


FLAT = [[[0.1, 0.3], [0.3, 0.9]], [[0.7, 2.1], [0.1, 0.3]]]


def stacks(rng):
    """In each: one flat by rounding only, one flat exactly, one that mirrors, one that shrinks to a hundred-millionth."""
    for _ in range(5):
        t = rng.uniform(0, 2 * np.pi)
        turn = np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])
        mirror = turn @ np.diag([1.0, -2.0])
        rows = np.array([[1.0, 2.0], [2.0, 4.0]]) * float(rng.integers(1, 5))
        tiny = 1e-8 * turn
        flat = [np.array(each) for each in FLAT if np.linalg.det(each) != 0]
        yield (rng.permutation(np.array([turn, mirror, rows, tiny, flat[int(rng.integers(len(flat)))]])),)


exercise = Exercise(
    solution=undoable,
    cases=stacks,
    example=lambda: {"maps": np.array([[[2.0, 1.0], [1.0, 2.0]], [[1.0, 2.0], [2.0, 4.0]], [[0.1, 0.3], [0.3, 0.9]]])},
    concepts=["maps", "bases"],
    hints=[
        "How many directions are left after the map? A map that can be undone leaves both.",
        "`np.linalg.matrix_rank` answers that for each matrix of a stack, and allows for rounding.",
    ],
    mistakes=[
        Mistake(
            "You asked whether the determinant is exactly 0. Rounding leaves a tiny rest in a map that flattens. Ask for the rank.",
            lambda maps: np.linalg.det(maps) != 0,
        ),
        Mistake(
            "You ruled out maps that mirror. Their determinant is negative, and they can be undone.",
            lambda maps: (np.linalg.det(maps) > 0) & (np.linalg.matrix_rank(maps) == 2),
        ),
        Mistake(
            "A map that mirrors has a determinant below 0, and it can be undone. And rounding leaves a tiny rest, above "
            "0 or below it, in a map that flattens. Ask for the rank.",
            lambda maps: np.linalg.det(maps) > 0,
            lambda maps: np.linalg.det(maps) > 1e-9,
        ),
        Mistake(
            "You counted a map of rank 1 as well. It leaves one direction of two: all points fall onto a line.",
            lambda maps: np.linalg.matrix_rank(maps) >= 1,
        ),
        Mistake(
            "You asked whether the determinant is 1, or at least 1: whether areas stay or grow. A map that shrinks can be undone, too.",
            lambda maps: np.linalg.det(maps) != 1,
            lambda maps: abs(np.linalg.det(maps)) >= 1,
        ),
        Mistake(
            "You compared with how many maps there are. Each of them acts on a plane, which has two directions.",
            lambda maps: np.linalg.matrix_rank(maps) == len(maps),
        ),
        Mistake(
            "You ruled out a map that only shrinks. How small the determinant is depends on the units; the rank does not.",
            lambda maps: abs(np.linalg.det(maps)) > 1e-6,
            lambda maps: abs(np.linalg.det(maps)) > 0.01,
        ),
        Mistake(
            "It is the other way round: True where it can be undone.",
            lambda maps: np.linalg.matrix_rank(maps) < 2,
            lambda maps: np.linalg.det(maps) == 0,
            lambda maps: np.isclose(np.linalg.det(maps), 0),
        ),
        Mistake("You gave the ranks. Asked was True where the rank is 2.", lambda maps: np.linalg.matrix_rank(maps)),
    ],
    explanation="""
The rank counts the directions that are left. It compares the smaller stretch with the larger one, so a map that shrinks
everything to a hundred-millionth still has rank 2, and one whose second stretch is only rounding has rank 1.
""",
)
