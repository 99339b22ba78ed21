"""The visual `matrix`: a matrix as a picture, its numbers in it where there is room."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from hiddenmath.apply.pictures._cloud import INK, MUTED, PAPER, SIGNED

ROOM = 12  # rows or columns up to which the numbers can be read


def figure(attributes: Mapping[str, Any]) -> Figure:
    """Blue below zero, white at zero, orange above, as in the page."""
    value = attributes["value"]
    cells = np.array(value["values"], dtype=np.float64).reshape(value["shape"])
    largest = float(np.abs(cells).max(initial=0)) or 1.0
    made = Figure(figsize=(6, 5), facecolor=PAPER, layout="constrained")
    axes = made.add_subplot()
    axes.imshow(cells, cmap=SIGNED, vmin=-largest, vmax=largest, aspect="auto", interpolation="nearest")
    if max(cells.shape) <= ROOM:
        for (i, j), number in np.ndenumerate(cells):
            axes.text(j, i, f"{number:g}".replace("-", "−"), ha="center", va="center", color=INK)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(integer=True))
    axes.tick_params(colors=MUTED, labelsize=8)
    axes.spines[:].set_color(MUTED)
    return made
