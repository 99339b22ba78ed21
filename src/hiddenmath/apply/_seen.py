"""An image as the picture of a result."""

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._result import Picture
from hiddenmath.data import png_address

WIDEST = 960  # pixels that a page needs; the file to take away has all of them


def address(pixels: NDArray[np.uint8], picture: str, **attributes: object) -> Picture:
    """The image in a picture that has `src` and `width`, made smaller for the page where it is large."""
    src, width = _small(pixels)
    return Picture(picture, {"src": src, "width": width, **attributes})


def seen(pixels: NDArray[np.uint8], name: str, before: NDArray[np.uint8] | None = None) -> Picture:
    """The image to zoom into until its numbers show, beside what it was `before` (of the same shape)."""
    more = {} if before is None else {"was": _small(before)[0]}
    return address(pixels, "pixels", label=name, still=True, **more)


def _small(pixels: NDArray[np.uint8]) -> tuple[str, int]:
    """The address that holds the image itself, and how many pixels it has across."""
    from PIL.Image import Resampling, fromarray

    small = fromarray(pixels)
    small.thumbnail((WIDEST, WIDEST), Resampling.BOX)
    return png_address(np.asarray(small)), small.width
