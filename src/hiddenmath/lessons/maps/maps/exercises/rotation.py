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


def by(rows):
    """The points moved by the matrix of these rows, which are made of cosine and sine."""

    def moved(points, angle):
        t = np.deg2rad(angle)
        return np.array(rows(np.cos(t), np.sin(t))) @ points

    return moved


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
        Mistake(
            "You turned by a quarter, whatever the angle is. The four entries are sines and cosines of `t`.",
            by(lambda c, s: [[0, -1], [1, 0]]),
        ),
        Mistake(
            "Half a turn is 180 degrees and pi radians. You divided, but pi is missing: `np.deg2rad` does both.",
            lambda points, angle: matrix(angle / 180) @ points,
            lambda points, angle: matrix(angle / 360) @ points,
        ),
        Mistake(
            "This mirrors: one of the two arrows goes the opposite way. Against the clock, (1, 0) goes up and (0, 1) to the left.",
            by(lambda c, s: [[c, s], [s, -c]]),
            by(lambda c, s: [[-c, s], [s, c]]),
            by(lambda c, s: [[-c, -s], [-s, c]]),
        ),
        Mistake(
            "Two entries are empty. A turn also takes (1, 0) up, and (0, 1) to the left.",
            by(lambda c, s: [[c, 0], [0, s]]),
            by(lambda c, s: [[c, 0], [0, c]]),
        ),
        Mistake(
            "Sines and cosines stand in the wrong places. By 0 degrees nothing moves: then the columns must be (1, 0) and (0, 1).",
            by(lambda c, s: [[c, s], [c, s]]),
            by(lambda c, s: [[c, s], [-c, s]]),
            by(lambda c, s: [[c, -s], [c, s]]),
            by(lambda c, s: [[c, -c], [s, s]]),
            by(lambda c, s: [[c, c], [s, s]]),
            by(lambda c, s: [[s, c], [c, s]]),
        ),
    ],
    explanation="""
A matrix is known by where it sends (1, 0) and (0, 1): these are its columns. Turned by t, (1, 0) arrives at
(cos t, sin t), and (0, 1), a quarter turn ahead of it, at (−sin t, cos t). `R @ points` sends every column at once.
""",
)
