"""The visual `push`: the words of a text, each with its part of the log-odds; the first text of those given."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from hiddenmath.apply._shared_pushes import Weighed, shared
from hiddenmath.apply.pictures._cloud import INK, MUTED, PAPER

NEGATIVE, POSITIVE = "#2b6cb0", "#c2570c"
MOST = 30


def figure(attributes: Mapping[str, Any]) -> Figure:
    """The words from top to bottom with bars, blue to the left, orange to the right."""
    shown = attributes["texts"][0]
    pushes = pushes_of(shown)
    words = [shown["text"][begin:end] for begin, end in shown["words"]]
    kept = np.sort(np.argsort(-np.abs(pushes), kind="stable")[:MOST])
    made = Figure(figsize=(6, 1.2 + 0.24 * len(kept)), facecolor=PAPER, layout="constrained")
    axes = made.add_subplot()
    axes.set_facecolor(PAPER)
    axes.barh(range(len(kept)), pushes[kept], color=[POSITIVE if x > 0 else NEGATIVE for x in pushes[kept]])
    axes.set_yticks(range(len(kept)), [words[i] for i in kept], color=INK, fontsize=9, parse_math=False)
    axes.invert_yaxis()
    axes.axvline(0, color=MUTED, lw=0.8)
    axes.spines[:].set_visible(False)
    odds = attributes["start"] + pushes.sum()
    axes.set_title(
        f"{1 / (1 + np.exp(-odds)):.0%} {attributes['labels'][1]}: log-odds {odds:+.2f}",
        fontsize=10,
        color=INK,
        loc="left",
    )
    return made


def pushes_of(shown: Mapping[str, Any]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Of each word of a text that is shown its part of the log-odds."""
    return shared([Weighed(*each) for each in shown["parts"]], len(shown["words"]))
