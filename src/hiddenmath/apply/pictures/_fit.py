"""The visual `fit`: points, and the line or the polynomial with the smallest squares through them."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from hiddenmath.apply._linear import linear
from hiddenmath.apply.pictures._cloud import INK, MUTED, PAPER, _quiet, _short

ACCENT = "#0d6b5c"


def figure(attributes: Mapping[str, Any]) -> Figure:
    """The points with their curve, and what is left of each point as a thin line."""
    x, y = np.array([row.split() for row in attributes["points"].split(";")], dtype=np.float64).T
    degree, ridge = int(attributes.get("degree", 1)), float(attributes.get("ridge", 0))
    powers = np.arange(1, degree + 1)
    fitted = linear(x[:, None] ** powers, y, ridge)
    made = Figure(figsize=(7, 4.6), facecolor=PAPER, layout="constrained")
    axes = made.add_subplot()
    _quiet(axes)
    axes.vlines(x, y, fitted.predict(x[:, None] ** powers), color=MUTED, lw=0.5, alpha=0.5)
    axes.scatter(x, y, s=float(np.clip(6000 / len(x), 4, 30)), color=INK, alpha=0.8, linewidths=0)
    along = np.linspace(x.min(), x.max(), 300)
    axes.plot(along, fitted.predict(along[:, None] ** powers), color=ACCENT, lw=2)
    axes.set_xlabel(_short(attributes["x"]), color=INK, parse_math=False)
    axes.set_ylabel(_short(attributes["y"]), color=INK, parse_math=False)
    return made
