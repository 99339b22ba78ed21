"""Small images side by side on one sheet, with a word under each: for pages and files."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

Light = NDArray[np.uint8]
SIDE, GAP, ACROSS = 104, 8, 8  # pixels of a tile, between tiles; tiles in a row
LETTERS, LINE, TITLE = 15, 21, 34
PAPER, INK, MUTED = (251, 250, 246), (34, 37, 42), (91, 97, 106)
NEGATIVE, POSITIVE = np.array([33, 102, 172]), np.array([209, 103, 14])  # as everywhere: blue below zero, orange above


class Band(NamedTuple):
    """Images under a title, each with a caption; they may be grey or in colour."""

    title: str
    tiles: Sequence[Light]
    captions: Sequence[str]


def sheet(bands: Sequence[Band]) -> Light:
    """The bands below each other, eight tiles in a row."""
    from PIL.Image import fromarray, new
    from PIL.ImageDraw import Draw

    rows = [-(-len(band.tiles) // ACROSS) for band in bands]
    tall = [_fitted(band.tiles[0]).shape[0] + LINE for band in bands]
    height = sum(TITLE + count * (size + GAP) for count, size in zip(rows, tall, strict=True)) + GAP
    page = new("RGB", (ACROSS * (SIDE + GAP) + GAP, height), PAPER)
    pen = Draw(page)
    y = 0
    for band, size in zip(bands, tall, strict=True):
        _write(pen, band.title, (GAP, y + GAP), page.width, INK)
        y += TITLE
        for i, (tile, caption) in enumerate(zip(band.tiles, band.captions, strict=True)):
            across, down = i % ACROSS, i // ACROSS
            place = (GAP + across * (SIDE + GAP), y + down * (size + GAP))
            fitted = fromarray(_fitted(tile)).convert("RGB")
            page.paste(fitted, (place[0] + (SIDE - fitted.width) // 2, place[1]))
            _write(pen, caption, (place[0], place[1] + size - LINE + 1), SIDE, MUTED)
        y += -(-len(band.tiles) // ACROSS) * (size + GAP)
    return np.asarray(page)


def signed(values: NDArray[np.float64]) -> Light:
    """Blue below zero, white at zero, orange above.

    >>> signed(np.array([[-1.0, 0.0, 1.0]])).tolist()
    [[[33, 102, 172], [255, 255, 255], [209, 103, 14]]]
    """
    share = (values / (np.abs(values).max() or 1.0))[..., None]
    ink = np.where(share < 0, NEGATIVE, POSITIVE)
    return np.rint(255 + np.abs(share) * (ink - 255.0)).astype(np.uint8)


def _fitted(tile: Light) -> Light:
    """As wide as a tile: small images with each pixel as a square, large ones made smaller."""
    from PIL.Image import Resampling, fromarray

    image = fromarray(tile)
    scale = SIDE / max(image.size)
    if scale >= 2:
        times = int(scale)
        return tile.repeat(times, axis=0).repeat(times, axis=1)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return np.asarray(image.resize(size, Resampling.BOX if scale < 1 else Resampling.NEAREST))


def _write(pen: "ImageDraw", words: str, place: tuple[int, int], room: int, ink: tuple[int, int, int]) -> None:
    """The words, shortened to the room they have."""
    from PIL.ImageFont import load_default

    font = load_default(LETTERS)
    shown = words
    while shown and pen.textlength(shown, font) > room:
        shown = shown[:-2].rstrip("…") + "…"
    pen.text(place, shown, ink, font)
