"""Which one is the transpose?

You have the photo in grey, one matrix of numbers. Guess: which of the three pictures is `photo.T`? Then run it.
"""

import numpy as np

from hiddenmath.learn import Choice, example_photo

exercise = Choice(
    given=lambda rng: {"photo": example_photo(str(rng.choice(["china", "flower"])), 60).mean(axis=2).round()},
    options=lambda photo: {"transposed": photo.T, "turned": np.rot90(photo, -1), "mirrored": photo[:, ::-1]},
    answer="transposed",
    explain={
        "transposed": "Right: rows became columns, so it is flipped over the line from its top left down to the right.",
        "turned": "This one is turned by a quarter: its top left corner moved to the right. In `photo.T` it stays.",
        "mirrored": "This one is mirrored: rows run backwards, but are still rows. In `photo.T` they become columns.",
    },
    starter="photo.T",
    picture="photo",
    concepts=["transpose"],
    hints=[
        "The first row of `photo` becomes the first column of `photo.T`.",
        "Which corner of the photo stays where it is?",
    ],
)
