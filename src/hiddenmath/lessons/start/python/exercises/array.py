"""Make a matrix.

`rows` is a list of lists, one for each hour. Make an array of it, so that on the next line every number is doubled.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def doubled(rows):
    sold = np.array(rows)  # blank
    return 2 * sold


def tables(rng):
    """Never square, so that rows and columns cannot be mixed up unseen."""
    for m, n in [(2, 3), (4, 3), (3, 5)]:
        yield (rng.integers(1, 9, size=(m, n)).tolist(),)


exercise = Exercise(
    solution=doubled,
    form="lines",
    cases=tables,
    example=lambda: {"rows": [[2, 0, 1], [1, 3, 0]]},
    concepts=["python"],
    hints=[
        "The function is called `array`, and it is one of NumPy's: `np.` goes in front.",
        "In the round brackets stands what it is made of.",
    ],
    mistakes=[
        Mistake("`rows` is a list, and a list times 2 stands there twice. Make an array of it.", lambda rows: 2 * rows),
        Mistake("You took the first row alone. Give it all of `rows`.", lambda rows: 2 * np.array(rows[0])),
        Mistake(
            "`rows` has its brackets already: with another pair the array gets a third axis.",
            lambda rows: 2 * np.array([rows]),
        ),
        Mistake(
            "The array is doubled already on the next line: now it is four times as much.",
            lambda rows: 4 * np.array(rows),
        ),
    ],
    explanation="""
A list of two lists with three numbers each is a matrix of shape `(2, 3)`. For arrays, `2 *` means every number twice.
""",
)
