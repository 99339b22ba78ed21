"""Small images side by side: as a picture with a word under each, and as one image."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._result import Picture
from hiddenmath.data import png_address

Light = NDArray[np.uint8]
ACROSS = 8  # images in a row
WIDEST = 160  # pixels that a page needs of each
SMALL, GAP = 64, 4  # pixels a side, from which on an image is not enlarged; pixels between two
NEGATIVE, POSITIVE = np.array([33, 102, 172]), np.array([209, 103, 14])  # as everywhere: blue below zero, orange above


class Band(NamedTuple):
    """Images of one size under a title, each with a caption. Where `slides` names a number, the first image stands, and
    one slides through the others, which that number brings closer to it."""

    title: str
    tiles: Sequence[Light]
    captions: Sequence[str]
    slides: str = ""


def sheet(bands: Sequence[Band]) -> Picture:
    """The bands below each other, at most eight images in a row; all are of one size."""
    drawn = [
        {"title": band.title, "tiles": [_address(tile) for tile in band.tiles], "captions": list(band.captions)}
        | ({"slides": band.slides} if band.slides else {})
        for band in bands
    ]
    height, width = bands[0].tiles[0].shape[:2]
    return Picture(
        "sheet", {"bands": drawn, "across": ACROSS, "tall": height / width, "pixels": int(max(height, width) < SMALL)}
    )


def grid(tiles: Sequence[Light]) -> Light:
    """The images as one, eight in a row on white; small ones with each pixel as a square.

    >>> grid([np.zeros((64, 64), np.uint8)] * 9).shape
    (132, 540, 3)
    """
    large = [_enlarged(tile) for tile in tiles]
    height, width = large[0].shape[:2]
    rows, across = -(-len(tiles) // ACROSS), min(ACROSS, len(tiles))
    page = np.full((rows * (height + GAP) - GAP, across * (width + GAP) - GAP, 3), 255, np.uint8)
    for i, tile in enumerate(large):
        y, x = (i // ACROSS) * (height + GAP), (i % ACROSS) * (width + GAP)
        page[y : y + height, x : x + width] = tile if tile.ndim == 3 else tile[..., None]
    return page


def signed(values: NDArray[np.float64]) -> Light:
    """Blue below zero, white at zero, orange above.

    >>> signed(np.array([[-1.0, 0.0, 1.0]])).tolist()
    [[[33, 102, 172], [255, 255, 255], [209, 103, 14]]]
    """
    share = (values / (np.abs(values).max() or 1.0))[..., None]
    ink = np.where(share < 0, NEGATIVE, POSITIVE)
    return np.rint(255 + np.abs(share) * (ink - 255.0)).astype(np.uint8)


def _enlarged(tile: Light) -> Light:
    times = max(1, SMALL // max(tile.shape[:2]))
    return tile.repeat(times, axis=0).repeat(times, axis=1)


def _address(tile: Light) -> str:
    from PIL.Image import Resampling, fromarray

    image = fromarray(tile)
    image.thumbnail((WIDEST, WIDEST), Resampling.BOX)
    return png_address(np.asarray(image))
