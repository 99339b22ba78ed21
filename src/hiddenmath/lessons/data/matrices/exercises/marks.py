"""A mean for each pupil.

Each row holds the marks of one pupil, each column one exam. Give back the mean of each pupil. The axis in it is wrong, on
purpose.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def report(marks):
    """The mean of each row. Shapes: marks (pupils, exams) -> (pupils,)."""
    return marks.mean(axis=1)  # starter: return marks.mean(axis=0)


def classes(rng):
    """Square ones, too: there only the numbers tell."""
    for pupils, exams in [(2, 2), (2, 3), (3, 3), (4, 2), (5, 5), (20, 4)]:
        yield (rng.integers(1, 16, size=(pupils, exams)),)


exercise = Exercise(
    solution=report,
    cases=classes,
    example=lambda: {"marks": np.array([[12, 14, 10], [6, 9, 3]])},
    concepts=["axis"],
    hints=["One number for each row shall be left. So which axis disappears?", "The exams disappear: they lie along the columns."],
    mistakes=[
        Mistake(
            "That is the mean of each exam: axis 0 went down the pupils. Let the exams disappear.",
            lambda marks: marks.mean(axis=0),
        ),
        Mistake("That is one mean of all marks. Name the axis that shall disappear.", lambda marks: marks.mean()),
        Mistake("You added the marks of each pupil. A mean divides by how many they are.", lambda marks: marks.sum(axis=1)),
        Mistake(
            "The numbers are right, but they stand in a column of their own: pupils×1. Asked was a vector.",
            lambda marks: marks.mean(axis=1, keepdims=True),
        ),
    ],
    explanation="""
Axis 1 goes across the columns, so it is the exams that disappear, and one number is left for each pupil. In a square
table both axes leave as many numbers: only the meaning tells them apart.
""",
)
