"""The visual `words`: words as points of a plane with their names; an analogy as two arrows."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from hiddenmath.apply.pictures._cloud import INK, LABELS, MUTED, PAPER

ARROW = "#b04a5a"


def figure(attributes: Mapping[str, Any]) -> Figure:
    """The asked words bold; each with its neighbours in one colour."""
    places, asked = np.array(attributes["places"]), set(attributes["asked"])
    made = Figure(figsize=(9, 6.2), facecolor=PAPER, layout="constrained")
    axes = made.add_subplot()
    axes.set_facecolor(PAPER)
    colours = [LABELS[group % len(LABELS)] for group in attributes["groups"]]
    axes.scatter(
        places[:, 0], places[:, 1], s=[36 if i in asked else 14 for i in range(len(places))], c=colours, linewidths=0
    )
    for tail, head in attributes["arrows"]:
        axes.annotate("", places[head], places[tail], arrowprops={"arrowstyle": "->", "color": ARROW, "lw": 1.8})
    for i, word in enumerate(attributes["words"]):
        weight = "bold" if i in asked else "normal"
        axes.annotate(
            word, places[i], (4, 3), textcoords="offset points", fontsize=10 if i in asked else 8, weight=weight,
            color=INK, parse_math=False,
        )  # fmt: skip
    axes.set_aspect("equal", adjustable="datalim")
    axes.margins(0.12)
    axes.spines[:].set_visible(False)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_title(
        f"the plane that shows {attributes['share']:.0%} of how they differ", fontsize=9, color=MUTED, loc="left"
    )
    return made
