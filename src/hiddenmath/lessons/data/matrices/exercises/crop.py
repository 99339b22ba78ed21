"""Cut a piece out.

Cut a piece out of the photo: it begins at row `top` and at column `left`, and is `height` rows high and `width` columns
wide. The columns are there already.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake, example_photo


def crop(photo, top, left, height, width):
    """The piece of the photo. Shapes: photo (rows, columns, 3) -> (height, width, 3)."""
    rows = slice(top, top + height)  # starter: rows = slice(top, ___)
    columns = slice(left, left + width)
    return photo[rows, columns]


def pieces(rng):
    """Never square, and away from the corner, where a wrong end would not be seen."""
    for name, most in [("china", 8), ("flower", 12), ("china", 20), ("flower", 20)]:
        photo = example_photo(name, 60)
        height, width = (int(size) for size in rng.permutation([most - 2, most + 1]))
        top, left = (int(place) for place in rng.choice(np.arange(1, 18), size=2, replace=False))
        yield photo.copy(), top, left, height, width


exercise = Exercise(
    solution=crop,
    cases=pieces,
    example=lambda: {"photo": example_photo("china"), "top": 8, "left": 30, "height": 30, "width": 40},
    picture="photo",
    concepts=["indexing"],
    hints=[
        "`slice(2, 5)` is what `2:5` means: rows 2, 3 and 4. It stops before its end.",
        "Look at the line below it: the columns end `width` after their beginning.",
    ],
    mistakes=[
        Mistake(
            "You ended at `height`. That is how many rows there are, not where they end: they begin at `top`.",
            lambda photo, top, left, height, width: photo[top:height, left : left + width],
        ),
        Mistake(
            "One row is missing. A slice stops before its end, so nothing has to be taken off.",
            lambda photo, top, left, height, width: photo[top : top + height - 1, left : left + width],
        ),
        Mistake(
            "There is one row too many. A slice stops before its end, so the end is `top + height`.",
            lambda photo, top, left, height, width: photo[top : top + height + 1, left : left + width],
        ),
        Mistake(
            "You used `width` for the rows. Rows are counted downwards: their number is `height`.",
            lambda photo, top, left, height, width: photo[top : top + width, left : left + width],
        ),
        Mistake(
            "You took `left` as the beginning of the rows. They end `height` after `top`.",
            lambda photo, top, left, height, width: photo[top : left + height, left : left + width],
        ),
    ],
    explanation="""
A slice begins with its first number and stops before its second. So `slice(top, top + height)` holds exactly `height`
rows. `photo[top : top + height, left : left + width]` says the same in one line. Rows come first, and the three channels
come along by themselves.
""",
)
