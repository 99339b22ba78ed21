"""The visual `matrix`: a matrix as a picture, its numbers in it where there is room, its singular values beside it."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from hiddenmath.apply.pictures._cloud import INK, MUTED, PAPER, SIGNED

ROOM = 12  # rows or columns up to which the numbers can be read
ACCENT, LIGHT = "#0d6b5c", 255
FLAT = 3.0  # so many times as wide as high, a matrix is drawn to scale no more


def figure(attributes: Mapping[str, Any]) -> Figure:
    """Blue below zero, white at zero, orange above, as in the page; light as light."""
    value, spectrum = attributes["value"], attributes.get("spectrum")
    cells = np.array(value["values"], dtype=np.float64).reshape(value["shape"])
    made = Figure(figsize=(10 if spectrum else 6, 5), facecolor=PAPER, layout="constrained")
    if spectrum:
        axes, beside = made.subplots(1, 2, width_ratios=[1.6, 1])
        _spectrum(beside, spectrum)
    else:
        axes = made.add_subplot()
    largest = attributes.get("max") or float(np.abs(cells[np.isfinite(cells)]).max(initial=0)) or 1.0
    light = attributes.get("photo")
    colours = (
        {"cmap": "gray", "vmin": 0, "vmax": LIGHT} if light else {"cmap": SIGNED, "vmin": -largest, "vmax": largest}
    )
    m, n = cells.shape
    aspect = "equal" if spectrum and 1 / FLAT <= m / n <= FLAT else "auto"
    axes.imshow(cells, aspect=aspect, interpolation="nearest", **colours)
    if max(cells.shape) <= ROOM and not light:
        for (i, j), number in np.ndenumerate(cells):
            axes.text(j, i, f"{number:g}".replace("-", "−"), ha="center", va="center", color=INK)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(integer=True))
    axes.tick_params(colors=MUTED, labelsize=8)
    axes.spines[:].set_color(MUTED)
    return made


def _spectrum(axes: Axes, spectrum: Mapping[str, Any]) -> None:
    """The singular values on a logarithmic scale; grey are those that rounding alone can make."""
    s, step = np.array(spectrum["values"]), spectrum["step"]
    number = 1 + step * np.arange(len(s))
    kept = number <= spectrum["rank"]
    floor = max(float(s[0]) * 1e-17, 1e-300)
    axes.set_facecolor(PAPER)
    axes.semilogy(number[~kept], np.maximum(s[~kept], floor), "o", ms=4, color=MUTED)
    axes.semilogy(number[kept], np.maximum(s[kept], floor), "o", ms=4, color=ACCENT)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(MUTED)
    axes.tick_params(colors=MUTED, labelsize=8)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_title("singular values", color=INK, fontsize=10, loc="left")
