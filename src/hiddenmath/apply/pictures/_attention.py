"""The visual `attention`: the weights of each head as a matrix, a row for each letter that looks."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from hiddenmath.apply.pictures._cloud import MUTED, PAPER, SIGNED

ACROSS = 4  # heads side by side
SIDE = 2.6  # inches of a head


def figure(attributes: Mapping[str, Any]) -> Figure:
    """layers × heads × T×T shares, white 0 to orange 1."""
    letters, weights = attributes["letters"], attributes["weights"]
    heads = [(f"layer {i}, head {j}", P) for i, layer in enumerate(weights, 1) for j, P in enumerate(layer, 1)]
    across = min(ACROSS, len(heads))
    down = -(-len(heads) // across)
    made = Figure(figsize=(SIDE * across, (SIDE + 0.3) * down), facecolor=PAPER, layout="constrained")
    panels = made.subplots(down, across, squeeze=False).ravel()
    for axes in panels[len(heads) :]:
        axes.axis("off")
    for axes, (name, P) in zip(panels, heads, strict=False):
        axes.imshow(np.array(P), cmap=SIGNED, vmin=-1, vmax=1, interpolation="nearest")
        axes.set_title(name, fontsize=9, color=MUTED)
        axes.set_xticks(range(len(letters)), letters, fontsize=min(9, 150 / len(letters)))
        axes.set_yticks(range(len(letters)), letters, fontsize=min(9, 150 / len(letters)))
        axes.tick_params(length=0)
    return made
