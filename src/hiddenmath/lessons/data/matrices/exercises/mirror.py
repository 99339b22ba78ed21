"""Mirror and shrink.

Mirror the photo left and right, and keep every second row and every second column. The columns are given backwards
already: what belongs in place of the blank?
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake, example_photo


def mirrored(photo):
    """Half as high, half as wide, left and right exchanged. Shapes: (rows, columns, 3) -> about half of each."""
    return photo[::2, ::-2]  # starter: return photo[___, ::-2]


def photos(rng):
    """Odd and even sizes, never square: with an odd one, where one begins does not matter, with an even one it does."""
    for name, height, width in [("china", 6, 9), ("flower", 7, 10), ("china", 15, 22), ("flower", 30, 41)]:
        photo = example_photo(name, 60)
        top, left = int(rng.integers(0, 40 - height)), int(rng.integers(0, 60 - width))
        yield (photo[top : top + height, left : left + width].copy(),)


exercise = Exercise(
    solution=mirrored,
    cases=photos,
    example=lambda: {"photo": example_photo("flower")},
    picture="photo",
    concepts=["indexing"],
    hints=[
        "`::-2` goes backwards in steps of two. The rows go forwards.",
        "Two colons and the size of the step: this takes the first row, and then one row for each step.",
    ],
    mistakes=[
        Mistake(
            "All rows are there. Keep every second one.",
            lambda photo: photo[:, ::-2],
        ),
        Mistake(
            "The photo stands on its head: you went through the rows backwards. They go forwards.",
            lambda photo: photo[::-2, ::-2],
        ),
        Mistake(
            "You took the first two rows. Every second row is written with two colons.",
            lambda photo: photo[:2, ::-2],
        ),
        Mistake(
            "You began with the third row. Every second row is written with two colons.",
            lambda photo: photo[2:, ::-2],
        ),
        Mistake(
            "Only one row is left. Every second row is written with two colons.",
            lambda photo: photo[2, ::-2],
            lambda photo: photo[0, ::-2],
        ),
        Mistake(
            "You kept the rows that were to be left out. Begin with the first row, number 0.",
            lambda photo: photo[1::2, ::-2],
        ),
    ],
    explanation="""
`start:stop:step` is a slice with three parts, and what is left out means “all of them”. So `::2` takes every second row
from the first on, and `::-2` takes every second column from the last one back: mirrored and half as wide at once.
""",
)
