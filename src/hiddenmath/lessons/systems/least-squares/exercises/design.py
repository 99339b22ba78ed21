"""The table for a line.

Give back the table whose columns are mixed into a line: a column of ones, so that it may begin anywhere, and then the `x`.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def table(x):
    """A column of ones, and x. Shapes: x (m,) -> (m, 2)."""
    return np.column_stack([np.ones(len(x)), x])  # starter: return np.column_stack([x])


def columns(rng):
    for m in (2, 3, 4, 6, 10):
        yield (rng.integers(2, 20, size=m).astype(float),)


exercise = Exercise(
    solution=table,
    cases=columns,
    example=lambda: {"x": np.array([0.0, 1.0, 2.0])},
    concepts=["least squares", "stacking"],
    hints=["`np.ones(3)` is a vector of three ones.", "It stands before x, in the same brackets."],
    mistakes=[
        Mistake("The column of ones is missing, so every line would go through zero.", lambda x: np.column_stack([x])),
        Mistake("The ones come first, so that the first unknown is the intercept.", lambda x: np.column_stack([x, np.ones(len(x))])),
        Mistake("You put them one below the other. They are columns, side by side.", lambda x: np.array([np.ones(len(x)), x]), lambda x: np.vstack([np.ones(len(x)), x])),
        Mistake("A column of zeros lets nothing begin anywhere: it has to be ones.", lambda x: np.column_stack([np.zeros(len(x)), x])),
        Mistake("You added 1 to each x. The ones are a column of their own.", lambda x: np.column_stack([x + 1])),
        Mistake(
            "The first column is x again. It has to be all ones, whatever the x are.",
            lambda x: np.column_stack([x, x]),
        ),
    ],
    explanation="""
A line says intercept·1 + slope·x at each point: a mixture of two columns, one of them all ones. More columns make more
than a line: x² beside it makes a parabola, and a second measurement makes a plane. The way to the best mixture stays.
""",
)
