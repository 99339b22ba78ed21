"""Blend two photos.

`first` and `second` are photos of the same shape. Replace the two blanks so that half of each is seen. Then try other
shares: three quarters of the first and one quarter of the second, say.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake, example_photo, satisfies


def blend(first, second):
    return 0.5 * first + 0.5 * second  # starter: return ___ * first + ___ * second


def shares(answer, first, second):
    """The two factors that come closest to the answer."""
    photos = np.stack([first.ravel(), second.ravel()], axis=1)
    return np.linalg.lstsq(photos, np.ravel(answer), rcond=None)[0]


def is_mixture(answer, first, second):
    a, b = shares(answer, first, second)
    return np.allclose(answer, a * first + b * second, atol=1e-6)


def is_blend(answer, first, second):
    """Any two shares above 0 that make a whole."""
    a, b = shares(answer, first, second)
    return is_mixture(answer, first, second) and min(a, b) > 1e-6 and abs(a + b - 1) < 1e-6


def is_multiple(answer, photo):
    factor = np.sum(answer * photo) / np.sum(photo * photo)
    return factor != 0 and np.allclose(answer, factor * photo)


def sums_to(rule):
    return lambda answer, first, second: is_mixture(answer, first, second) and rule(*shares(answer, first, second))


def pairs(rng):
    """The same piece of two photos: as large as each other, and never square."""
    china, flower = example_photo("china", 60), example_photo("flower", 60)
    for height, width in [(12, 20), (20, 31), (30, 44), (40, 60)]:
        top, left = rng.integers(0, 41 - height), rng.integers(0, 61 - width)
        piece = slice(top, top + height), slice(left, left + width)
        yield china[piece].copy(), flower[piece].copy()


exercise = Exercise(
    solution=blend,
    form="lines",
    example=lambda: {"first": example_photo("china"), "second": example_photo("flower")},
    cases=pairs,
    check=satisfies(is_blend, otherwise="This is not one share of the first photo plus the rest of the second."),
    picture="photo",
    concepts=["vectors", "scaling"],
    hints=[
        "Each blank is a number between 0 and 1: how much of that photo is seen.",
        "Half and half: both numbers are the same, and together they make 1.",
    ],
    mistakes=[
        Mistake(
            "The two shares together are more than 1, so the blend is brighter than the photos. Let them make 1.",
            lambda first, second: first + second,
            lambda first, second: 0.75 * first + 0.5 * second,
            when=sums_to(lambda a, b: min(a, b) > 0 and a + b > 1 + 1e-6),
        ),
        Mistake(
            "The two shares together are less than 1, so the blend is darker than the photos. Let them make 1.",
            lambda first, second: 0.25 * first + 0.5 * second,
            lambda first, second: 0.1 * first + 0.1 * second,
            when=sums_to(lambda a, b: min(a, b) > 1e-6 and a + b < 1 - 1e-6),
        ),
        Mistake(
            "One of the two photos cannot be seen: its share is 0. Give both a share.",
            lambda first, second: 1 * first + 0 * second,
            lambda first, second: 0.5 * second,
            when=sums_to(lambda a, b: min(abs(a), abs(b)) < 1e-6),
        ),
        Mistake(
            "One share is negative, and so that photo is taken away from the other. Let both be above 0.",
            lambda first, second: first - second,
            lambda first, second: 1.5 * first - 0.5 * second,
            when=sums_to(lambda a, b: min(a, b) < -1e-6),
        ),
        Mistake(
            "You multiplied the photos with each other, pixel by pixel. Scale each one, then add.",
            lambda first, second: first * second,
            lambda first, second: 0.5 * first * 0.5 * second,
            when=lambda answer, first, second: is_multiple(answer, first * second),
        ),
    ],
    explanation="""
A photo is a vector of many entries, and `0.5 * first + 0.5 * second` is half of each, added entry by entry. The shares
make 1, so that white stays white: 0.5 · 255 + 0.5 · 255 = 255. Films fade from one scene to the next in this way, and a
sum of scaled vectors is what every matrix product is made of.
""",
)
