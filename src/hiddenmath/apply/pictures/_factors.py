"""The visual `factors`: a table of ratings between the thin matrices that foretell it."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from hiddenmath.apply.pictures._cloud import INK, MUTED, PAPER, SIGNED

EMPTY = "#f3f1ea"
LONGEST = 22  # letters of a name


def figure(attributes: Mapping[str, Any]) -> Figure:
    """The ratings less their mean, blue to orange; left of them b and P, above c and Qᵀ. A hole is paper."""
    model, rank = attributes["model"], attributes["rank"]
    ratings = np.array(attributes["ratings"], dtype=np.float64)  # None becomes nan
    left = np.column_stack([model["b"], np.array(model["P"])[:, :rank]])
    above = np.column_stack([model["c"], np.array(model["Q"])[:, :rank]]).T
    m, n = ratings.shape
    made = Figure(figsize=(3.2 + 0.4 * (n + rank), 2.4 + 0.4 * (m + rank)), facecolor=PAPER, layout="constrained")
    (corner, top), (side, middle) = made.subplots(
        2, 2, width_ratios=[rank + 1, n], height_ratios=[rank + 1, m], squeeze=True
    )
    corner.axis("off")
    corner.text(1, 0, f"{m}×{rank} · {rank}×{n}", ha="right", va="bottom", color=MUTED, fontsize=9)
    strongest = float(np.abs(np.concatenate([left.ravel(), above.ravel()])).max(initial=0)) or 1.0
    _cells(side, left, strongest)
    _cells(top, above, strongest)
    less = ratings - model["mean"]
    _cells(middle, less, float(np.abs(less[np.isfinite(less)]).max(initial=0)) or 1.0)
    for (i, j), rating in np.ndenumerate(ratings):
        if np.isfinite(rating):
            middle.text(j, i, f"{rating:g}", ha="center", va="center", fontsize=8, color=INK)
    _named(side, ["b", *(f"{k + 1}" for k in range(rank))], attributes["users"])
    top.xaxis.tick_top()
    _named(top, attributes["films"], ["c", *(f"{k + 1}" for k in range(rank))])
    for label in top.get_xticklabels():
        label.set(rotation=52, ha="left", rotation_mode="anchor")
    return made


def _cells(axes: Axes, values: NDArray[np.float64], largest: float) -> None:
    axes.set_facecolor(EMPTY)
    axes.imshow(np.ma.masked_invalid(values), cmap=SIGNED, vmin=-largest, vmax=largest, aspect="auto")
    axes.spines[:].set_visible(False)
    axes.set(xticks=[], yticks=[])


def _named(axes: Axes, across: list[str], down: list[str]) -> None:
    cut = [[name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…" for name in names] for names in (across, down)]
    axes.set_xticks(range(len(across)), cut[0], fontsize=8, color=INK, parse_math=False)
    axes.set_yticks(range(len(down)), cut[1], fontsize=8, color=INK, parse_math=False)
    axes.tick_params(length=0)
