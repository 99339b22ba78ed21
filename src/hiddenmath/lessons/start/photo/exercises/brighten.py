"""Brighten the photo.

Put a number in place of `___` and press **Run**. When the photo is brighter than before, press **Check**.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake, example_photo, photo_crops, satisfies


def brighten(photo):
    return photo * 1.5  # blank: 1.5


def is_brighter(answer, photo):
    """Any factor above 1 is right, and so is one whose results are kept within 255, even as whole numbers."""
    factor = factor_of(answer, photo)
    bright = factor * photo
    return factor > 1 and (np.allclose(answer, bright) or np.all(abs(answer - np.minimum(bright, 255)) < 1))


def factor_of(answer, photo):
    """What the photo was multiplied by, told from the pixels that were not cut off at 255."""
    kept = answer < 255 if np.any((answer < 255) & (photo > 0)) else photo > 0
    return np.sum(answer[kept] * photo[kept]) / np.sum(photo[kept] ** 2)


def is_darker(answer, photo):
    return 0 < factor_of(answer, photo) < 1 and np.allclose(answer, factor_of(answer, photo) * photo)


def is_negative(answer, photo):
    return factor_of(answer, photo) < 0 and np.allclose(answer, factor_of(answer, photo) * photo)


def is_shifted(answer, photo):
    shift = np.mean(answer - photo)
    return shift != 0 and np.allclose(answer, photo + shift)


exercise = Exercise(
    solution=brighten,
    form="lines",
    example=lambda: {"photo": example_photo("china")},
    cases=lambda rng: ((photo,) for photo in photo_crops(rng)),
    check=satisfies(is_brighter, otherwise="This is not the photo times one number above 1."),
    picture="photo",
    concepts=["scaling"],
    hints=[
        "Times 1 leaves every number as it is. Which numbers make a number larger?",
        "Twice the light is `* 2`. A little more light is a number between 1 and 2, written with a point.",
    ],
    mistakes=[
        Mistake("Times 1 changes nothing: the photo is as bright as before.", lambda photo: photo),
        Mistake("Times 0 makes every pixel 0, and that is black.", lambda photo: 0 * photo),
        Mistake(
            "The photo got darker: a number between 0 and 1 makes every pixel smaller.",
            lambda photo: photo * 0.5,
            lambda photo: photo / 3,
            when=is_darker,
        ),
        Mistake(
            "A number below 0 makes every pixel negative, and less than no light is black.",
            lambda photo: photo * -2,
            when=is_negative,
        ),
        Mistake(
            "You added or subtracted the same number everywhere. Only times (`*`) keeps black black.",
            lambda photo: photo + 50,
            lambda photo: photo - 20,
            when=is_shifted,
        ),
        Mistake(
            "That turns light into dark, as in a negative. Multiply by a number above 1.", lambda photo: 255 - photo
        ),
        Mistake(
            "You made bytes of the numbers. A byte begins again at 0 after 255, so white turns dark.",
            lambda photo: photo * 2 // 1 % 256,
            lambda photo: photo * 1.5 // 1 % 256,
            lambda photo: photo * 3 // 1 % 256,
        ),
        Mistake(
            "You multiplied the photo by itself, pixel by pixel. Multiply it by one number.",
            lambda photo: photo * photo,
        ),
    ],
    explanation="""
A photo is a matrix, and a matrix times a number is every entry times that number. `* 1.5` makes a 60 into 90 and leaves
0 at 0: black stays black. What passes 255 is shown as 255, so very bright parts lose their differences.
""",
)
