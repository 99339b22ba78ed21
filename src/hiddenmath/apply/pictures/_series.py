"""The visual `series`: a series as it was measured and without its noise, or two other curves, and singular values."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from hiddenmath.apply.pictures._cloud import INK, MUTED, PAPER, _quiet, _short

ACCENT, NOISE = "#0d6b5c", "#b9b3a3"
OF_NOISE = {
    "thin": "measured",
    "bold": "without noise",
    "below": "singular values, largest first; below the line only noise",
}


def figure(attributes: Mapping[str, Any]) -> Figure:
    """Above the series, thin as it was seen and bold without noise; below the singular values and the threshold."""
    series = attributes["series"]
    words = series.get("words", OF_NOISE)
    made = Figure(figsize=(9, 5.6), facecolor=PAPER, layout="constrained")
    above, below = made.subplots(2, 1, height_ratios=[2.2, 1])
    for axes in (above, below):
        _quiet(axes)
    above.plot(series["x"], np.array(series["seen"], dtype=np.float64), color=NOISE, lw=0.9, label=words["thin"])
    above.plot(series["x"], series["clean"], color=ACCENT, lw=1.8, label=words["bold"])
    above.set_xlabel(_short(attributes["across"]), color=MUTED, parse_math=False)
    above.set_ylabel(_short(attributes["label"]), color=INK, parse_math=False)
    above.legend(frameon=False, labelcolor=INK, fontsize=9, ncols=2, loc="lower right", bbox_to_anchor=(1, 1))
    s, rank = np.array(series["s"]), series["rank"]
    numbers = np.arange(1, len(s) + 1)
    floor = max(float(s[0]) * 1e-6, 1e-300) if len(s) else 1.0
    below.semilogy(numbers[rank:], np.maximum(s[rank:], floor), ".", color=NOISE, ms=4)
    below.semilogy(numbers[:rank], np.maximum(s[:rank], floor), "o", color=ACCENT, ms=5)
    if series["threshold"] > floor:
        below.axhline(series["threshold"], color=MUTED, lw=1, ls=":")
    below.set_xlabel("number", color=MUTED)
    below.set_title(words["below"], color=MUTED, fontsize=9, loc="left")
    return made
