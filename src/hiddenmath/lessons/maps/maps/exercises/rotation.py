"""Turn points.

The columns of `points` are points (x, y). Turn all of them by `angle` degrees around zero, against the clock. The
matrix for it says where the two unit vectors go.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def rotate(points, angle):
    """The points turned by `angle` degrees against the clock. Shapes: points (2, m) -> (2, m)."""
    t = np.deg2rad(angle)  # blank
    R = np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])  # starter: R = np.array([[___, ___], [___, ___]])
    return R @ points  # blank


def clouds(rng):
    for m in (1, 2, 2, 3, 4, 6, 20):
        yield rng.integers(-5, 6, size=(2, m)) + 0.5, float(rng.integers(3, 15) * rng.choice([-5, 5]))


def matrix(t):
    return np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])


def overwritten(points, angle):
    t, (x, y) = np.deg2rad(angle), points
    x = np.cos(t) * x - np.sin(t) * y
    return np.array([x, np.sin(t) * x + np.cos(t) * y])


def without_minus(points, angle):
    t = np.deg2rad(angle)
    return np.array([[np.cos(t), np.sin(t)], [np.sin(t), np.cos(t)]]) @ points


def exchanged(points, angle):
    t = np.deg2rad(angle)
    return np.array([[np.sin(t), -np.cos(t)], [np.cos(t), np.sin(t)]]) @ points


exercise = Exercise(
    solution=rotate,
    cases=clouds,
    example=lambda: {"points": np.array([[1.0, 0.0], [0.0, 1.0]]), "angle": 30.0},
    concepts=["maps"],
    hints=[
        "NumPy's sines take radians: half a turn is pi, not 180. `np.deg2rad` converts.",
        "The first column of the matrix is where (1, 0) goes: (cos, sin). And (0, 1) goes a quarter further.",
    ],
    mistakes=[
        Mistake(
            "You took the angle for radians. 90 is a quarter turn only in degrees: convert with `np.deg2rad`.",
            lambda points, angle: matrix(angle) @ points,
        ),
        Mistake(
            "You converted in the wrong direction. The angle is in degrees, and NumPy needs radians: `np.deg2rad`.",
            lambda points, angle: matrix(np.rad2deg(angle)) @ points,
        ),
        Mistake(
            "You turned the other way. The minus stands at the upper right: (0, 1) goes to the left.",
            lambda points, angle: matrix(np.deg2rad(angle)).T @ points,
        ),
        Mistake(
            "`*` multiplies entry by entry. A matrix acts on points by `@`.",
            lambda points, angle: matrix(np.deg2rad(angle)) * points,
        ),
        Mistake(
            "Points are columns here, so the matrix stands on the left: `R @ points`.",
            lambda points, angle: points @ matrix(np.deg2rad(angle)),
        ),
        Mistake(
            "You changed `x` before `y` was computed from it. Both need the old x: keep it under another name.",
            overwritten,
        ),
        Mistake(
            "A minus is missing in the matrix: turned against the clock, (0, 1) goes to the left, to -sin.",
            without_minus,
        ),
        Mistake(
            "Sine and cosine are exchanged. By 0 degrees nothing may move, and cos 0 is 1.",
            exchanged,
        ),
        Mistake(
            "You gave back the matrix. Apply it to the points.",
            lambda points, angle: matrix(np.deg2rad(angle)),
        ),
    ],
    explanation="""
A matrix is known by where it sends (1, 0) and (0, 1): these are its columns. Turned by t, (1, 0) arrives at
(cos t, sin t), and (0, 1), a quarter turn ahead of it, at (−sin t, cos t). `R @ points` sends every column at once.
""",
)
