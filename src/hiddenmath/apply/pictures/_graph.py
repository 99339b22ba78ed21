"""The visual `graph`: nodes as discs whose areas are their scores, and the edges between them."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyArrowPatch
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from hiddenmath.apply.pictures._cloud import INK, MUTED, PAPER, _short

ACCENT = "#0d6b5c"
LARGEST, APART = 0.34, 0.9  # the largest radius, where an edge is 1 long; two discs fill at most so much of the way


def figure(attributes: Mapping[str, Any]) -> Figure:
    """Each disc's area is to scale. An edge bends to its left; one that leads both ways is a line without a head."""
    network = attributes["network"]
    p, x = np.array(network["places"]) * [1, -1], np.array(network["scores"])
    radius = _radii(p, x)
    made = Figure(figsize=(7, 5.6), facecolor=PAPER, layout="constrained")
    axes = made.add_subplot()
    axes.set_axis_off()
    axes.set_aspect("equal")
    edges = {(a, b) for a, b, _ in network["edges"] if a != b}
    for a, b in sorted(edges):
        both = (b, a) in edges
        along = (p[b] - p[a]) / max(np.linalg.norm(p[b] - p[a]), 1e-9)
        axes.add_patch(
            FancyArrowPatch(
                p[a] + along * radius[a], p[b] - along * radius[b], arrowstyle="-" if both else "-|>",
                mutation_scale=9, connectionstyle=f"arc3,rad={0 if both else 0.12}", lw=0.8, color=MUTED, alpha=0.7,
                shrinkA=0, shrinkB=0, zorder=1,
            )
        )  # fmt: skip
    halo = [withStroke(linewidth=2.5, foreground=PAPER)]
    for name, at, r, score in zip(network["names"], p, radius, x, strict=True):
        axes.add_patch(Circle(at, r, facecolor=ACCENT, edgecolor=PAPER, lw=0.8, zorder=2))
        axes.annotate(
            f"{_short(name)}\n{score:.1%}", at - [0, r], xytext=(0, -3), textcoords="offset points", ha="center",
            va="top", fontsize=8, color=INK, parse_math=False, path_effects=halo, zorder=3,
        )  # fmt: skip
    (left, low), (right, high) = (p - radius[:, None]).min(axis=0), (p + radius[:, None]).max(axis=0)
    axes.set_xlim(left - 0.3, right + 0.3)
    axes.set_ylim(low - 0.4, high + 0.1)
    return made


def _radii(p: NDArray[np.float64], x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Areas in proportion to the scores, as large as the discs can be without touching."""
    r = LARGEST * np.sqrt(x / x.max())
    apart = np.linalg.norm(p[:, None] - p[None], axis=2)
    np.fill_diagonal(apart, np.inf)
    fits = float((APART * apart / (r[:, None] + r[None])).min(initial=1)) if len(p) > 1 else 1.0
    radii: NDArray[np.float64] = r * fits
    return radii
