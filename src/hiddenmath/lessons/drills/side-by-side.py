"""Two columns.

Make a matrix of two columns: `a` is the first, `b` the second.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def two_columns(a, b):
    """Shapes: a (n,), b (n,) -> (n, 2)."""
    return np.column_stack([a, b])  # blank


def pairs(rng):
    for n in (2, 3, 5, 8):
        yield rng.normal(size=n).round(1), rng.normal(size=n).round(1)


exercise = Exercise(
    solution=two_columns,
    cases=pairs,
    concepts=["stacking"],
    hints=["`np.column_stack` takes a list of columns."],
    mistakes=[
        Mistake("You made rows of them. Columns were asked.", lambda a, b: np.stack([a, b])),
        Mistake("You put one behind the other, into one long vector.", lambda a, b: np.concatenate([a, b])),
        Mistake("The columns are in the other order: `a` comes first.", lambda a, b: np.column_stack([b, a])),
    ],
)
