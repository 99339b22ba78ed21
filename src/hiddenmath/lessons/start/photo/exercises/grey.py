"""Make the photo grey.

Replace the three numbers of each pixel by their average. The axis below is wrong: press **Check**, read, and change one
character.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake, close, example_photo, photo_crops


def grey(photo):
    return photo.mean(axis=2)  # starter: photo.mean(axis=0)


exercise = Exercise(
    solution=grey,
    form="lines",
    example=lambda: {"photo": example_photo("china")},
    cases=lambda rng: ((photo,) for photo in photo_crops(rng)),
    check=close(rtol=1e-6),
    picture="photo",
    concepts=["axis"],
    hints=[
        "Axis 0 goes down the rows, 1 across the columns, 2 through the channels. The axis you name disappears. Which one "
        "should?",
        "What should be left is one number for each row and column. So average through the channels.",
    ],
    mistakes=[
        Mistake(
            "You averaged down the rows (axis 0): each column became one pixel. Average through the colours.",
            lambda photo: photo.mean(axis=0),
        ),
        Mistake(
            "You averaged across the columns (axis 1): each row became one pixel. Average through the colours.",
            lambda photo: photo.mean(axis=1),
        ),
        Mistake(
            "Without an axis, all numbers become one. Say which axis: the one with the three colours.",
            lambda photo: photo.mean(),
            lambda photo: photo.mean() + 0 * photo[:, :, 0],
        ),
        Mistake(
            "You averaged along two axes, so one row of numbers is left. Only the colours shall disappear.",
            lambda photo: photo.mean(axis=(0, 1)),
            lambda photo: photo.mean(axis=(1, 2)),
            lambda photo: photo.mean(axis=(0, 2)),
        ),
        Mistake(
            "It looks grey, but each pixel still has three numbers, all equal. Asked was one for each pixel.",
            lambda photo: np.stack([photo.mean(axis=2)] * 3, axis=2),
        ),
        Mistake(
            "Only the last colour was divided by 3, since `/` comes before `+`. Put the sum in brackets.",
            lambda photo: photo[:, :, 0] + photo[:, :, 1] + photo[:, :, 2] / 3,
        ),
        Mistake(
            "You added the three colours and did not divide by 3, so the photo is three times too bright.",
            lambda photo: photo.sum(axis=2),
        ),
        Mistake(
            "You took one of the three colours alone. Grey is the average of all three.",
            lambda photo: photo[:, :, 0],
            lambda photo: photo[:, :, 1],
            lambda photo: photo[:, :, 2],
        ),
        Mistake(
            "You took the largest or the smallest of the three colours. Grey is their average: `mean`.",
            lambda photo: photo.max(axis=2),
            lambda photo: photo.min(axis=2),
        ),
        Mistake(
            "You took the middle one of the three colours (the median). Grey is their average: `mean`.",
            lambda photo: np.median(photo, axis=2),
        ),
        Mistake(
            "You weighted the colours as the eye does. That is a good grey; here the plain average is asked.",
            lambda photo: photo @ [0.299, 0.587, 0.114],
            lambda photo: photo @ [0.2126, 0.7152, 0.0722],
        ),
    ],
    explanation="""
The photo has the shape rows × columns × 3. The axis you name disappears, so `axis=2` takes the three colours of each pixel
together and leaves rows × columns. `photo.sum(axis=2) / 3` says the same.
""",
)
