"""Fresh inputs that several exercises share."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from hiddenmath import data


def photo_crops(rng: np.random.Generator, count: int = 8) -> Iterator[np.typing.NDArray[np.float64]]:
    """Pieces of two photos, growing from about 20×30 to 40×60 pixels: height × width × 3, 0 to 255, never square.

    They are floats, not bytes, so that 200 × 2 is 400 and not 144.
    """
    for step in np.linspace(0.5, 1.0, count):
        photo = example_photo(str(rng.choice(list(data.photos()))), width=60)
        height, width = int(step * photo.shape[0]), int(step * photo.shape[1])
        top, left = rng.integers(0, photo.shape[0] - height + 1), rng.integers(0, photo.shape[1] - width + 1)
        yield photo[top : top + height, left : left + width].copy()


@cache
def example_photo(name: str, width: int = 96) -> np.typing.NDArray[Any]:
    photo = data.photo(name, width).astype(np.float64)
    photo.flags.writeable = False  # shared by everybody who asks
    return photo
