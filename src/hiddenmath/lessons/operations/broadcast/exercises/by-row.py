"""Take the mean from each row.

Each row of `marks` belongs to one pupil. Subtract from each row its own mean, so that what is left says which exam went
better than usual. There are as many exams as pupils.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def centred(marks):
    """Each row minus its own mean. Shapes: (m, n) -> (m, n)."""
    means = marks.mean(axis=1)
    return marks - means[:, None]  # starter: return marks - means


def classes(rng):
    """Square ones: there the slip brings no error."""
    for n in (2, 3, 3, 4, 5, 8):
        yield (rng.integers(1, 16, size=(n, n)) + 3 * np.arange(n)[:, None],)


exercise = Exercise(
    solution=centred,
    cases=classes,
    example=lambda: {"marks": np.array([[12, 14, 10], [6, 9, 3], [8, 8, 11]])},
    concepts=["centring", "broadcasting"],
    hints=["`means` has one number for each row, and the shape (m,). As a column it would be (m, 1).", "`[:, None]` adds an axis at the end."],
    mistakes=[
        Mistake(
            "In a square table this subtracts the mean of row 2 from column 2. Make a column of `means` first.",
            lambda marks: marks - marks.mean(axis=1),
        ),
        Mistake(
            "You subtracted the mean of each column. Each row has its own.",
            lambda marks: marks - marks.mean(axis=0),
        ),
        Mistake("You subtracted one mean of all marks. Each row has its own.", lambda marks: marks - marks.mean()),
        Mistake("You added the means. Subtract them.", lambda marks: marks + marks.mean(axis=1)[:, None]),
        Mistake(
            "You subtracted the mean of one row from all rows. Each row has its own.",
            lambda marks: marks - marks.mean(axis=1)[0],
        ),
        Mistake(
            "You subtracted the marks from the means, and the means lie along the columns. It is marks minus means, with `means` as a column.",
            lambda marks: marks.mean(axis=1) - marks,
        ),
    ],
    explanation="""
`means[:, None]` has the shape (m, 1). Lined up with (m, n), its 1 is repeated along the columns, so every entry of a row
meets the mean of that row. `marks.mean(axis=1, keepdims=True)` gives the column at once.
""",
)
