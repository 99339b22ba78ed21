"""The visual `sheet`: small images side by side in bands, with a title above each band and a word under each image."""

import base64
import io
from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from PIL.Image import open as open_image

from hiddenmath.apply.pictures._cloud import INK, MUTED, PAPER

GAP, CAPTION, TITLE = 0.08, 0.27, 0.42  # in widths of an image
WIDTH = 9.0  # inches
MOST_LETTERS = 14


def figure(attributes: Mapping[str, Any]) -> Figure:
    """Eight images in a row, each as wide as it may be; pixels stay squares."""
    across = attributes["across"]
    bands = [_some(band, across) if "slides" in band else band for band in attributes["bands"]]
    tiles = [[_opened(src) for src in band["tiles"]] for band in bands]
    tall = [max(tile.shape[0] / tile.shape[1] for tile in row) for row in tiles]
    rows = [-(-len(row) // across) for row in tiles]
    width = across * (1 + GAP) + GAP
    height = sum(TITLE + count * (size + CAPTION + GAP) for count, size in zip(rows, tall, strict=True)) + GAP
    made = Figure(figsize=(WIDTH, WIDTH * height / width), facecolor=PAPER)
    axes = made.add_axes((0, 0, 1, 1))
    y = 0.0
    for band, row, size in zip(bands, tiles, tall, strict=True):
        axes.text(GAP, y + TITLE - 0.08, band["title"], color=INK, fontsize=13, va="baseline", parse_math=False)
        y += TITLE
        for i, (tile, caption) in enumerate(zip(row, band["captions"], strict=True)):
            left, top = GAP + (i % across) * (1 + GAP), y + (i // across) * (size + CAPTION + GAP)
            bottom = top + tile.shape[0] / tile.shape[1]
            axes.imshow(tile, cmap="gray", vmin=0, vmax=255, extent=(left, left + 1, bottom, top), aspect="equal")
            axes.text(left, bottom + 0.16, _short(caption), color=MUTED, fontsize=10.5, va="baseline", parse_math=False)
        y += -(-len(row) // across) * (size + CAPTION + GAP)
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    return made


def _some(band: Mapping[str, Any], across: int) -> dict[str, Any]:
    """Of what one slides through on a page, a row."""
    last = len(band["tiles"]) - 1
    places = [0, *sorted({round(place) for place in np.linspace(min(2, last), last, across - 1)})]
    return {key: [band[key][i] for i in places] for key in ("tiles", "captions")} | {"title": band["title"]}


def _opened(src: str) -> "np.typing.NDArray[np.uint8]":
    return np.asarray(open_image(io.BytesIO(base64.b64decode(src.partition("base64,")[2]))))


def _short(caption: str) -> str:
    """The end of a long name says more than its beginning, which may be a folder."""
    return caption if len(caption) <= MOST_LETTERS else "…" + caption[1 - MOST_LETTERS :]
