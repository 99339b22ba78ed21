"""The visual `cloud`: the rows of a table along their first two principal components, coloured by label."""

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from numpy.typing import NDArray

Array = NDArray[np.float64]
INK, MUTED, LINE, PAPER = "#22252a", "#5b616a", "#d8d3c6", "#fbfaf6"
SIGNED = LinearSegmentedColormap.from_list("signed", ["#2166ac", "#ffffff", "#d1670e"])  # negative, zero, positive
# Told apart by colour-blind eyes too (P. Tol, muted), and none of them the blue and orange that belong to signs.
LABELS = ["#117733", "#882255", "#44aa99", "#999933", "#332288", "#cc6677", "#aa4499", "#88ccee", "#661100", "#777777"]
CHANCE = "#b04a5a"
MARKERS = "osD^vPX<>*"
MOST_LETTERS = 24


def figure(attributes: Mapping[str, Any]) -> Figure:
    """Large: the scores. Beside them: each direction's share of the variance, and the loadings as a matrix."""
    data, computed = attributes["data"], attributes["computed"]
    in_space = attributes.get("view") == "space"
    made = Figure(figsize=(9, 5.4), facecolor=PAPER, layout="constrained")
    grid = made.add_gridspec(2, 2, width_ratios=[2.5, 1], height_ratios=[1, 1.6])
    scores = np.array(computed["scores"])
    if in_space:
        _space(made.add_subplot(grid[:, 0], projection="3d"), scores, data, computed["shares"])
    else:
        _scores(made.add_subplot(grid[:, 0]), scores, data, computed["shares"])
    _shares(made.add_subplot(grid[0, 1]), computed["shares"], computed.get("shuffled", []), 3 if in_space else 2)
    _loadings(made.add_subplot(grid[1, 1]), computed["loadings"])
    return made


def _scores(axes: Axes, scores: Array, data: Mapping[str, Any], shares: list[float]) -> None:
    labels, names = np.array(data["labels"], dtype=int), data["label_names"]
    x = scores[:, 0]
    # Along one direction alone, every label gets its own height.
    y = scores[:, 1] if scores.shape[1] > 1 else -labels.astype(float) if names else np.zeros(len(x))
    drawn = [axes.scatter(x[group], y[group], **look) for group, look in _groups(labels, names, 36)]
    _quiet(axes)
    axes.axhline(0, color=LINE, linewidth=0.8, zorder=0)
    axes.axvline(0, color=LINE, linewidth=0.8, zorder=0)
    axes.set_xlabel(f"component 1: {_percent(shares[0])} of the variance", color=INK)
    if scores.shape[1] > 1:
        axes.set_ylabel(f"component 2: {_percent(shares[1])}", color=INK)
        axes.set_aspect("equal", adjustable="datalim")
    else:
        axes.set_yticks([])
    _legend(axes, drawn, names)


def _space(axes: Any, scores: Array, data: Mapping[str, Any], shares: list[float]) -> None:
    """Three directions, seen from the side; of the axes only the edges are drawn. Matplotlib has no types for them."""
    labels, names = np.array(data["labels"], dtype=int), data["label_names"]
    drawn = [axes.scatter(*scores[group].T, **look) for group, look in _groups(labels, names, 24)]
    axes.set_facecolor(PAPER)
    axes.view_init(elev=20, azim=-60)
    axes.set_box_aspect(np.ptp(scores, axis=0) + 1e-9 * np.ptp(scores), zoom=1.0)
    for i, axis in enumerate((axes.xaxis, axes.yaxis, axes.zaxis)):
        axis.set_pane_color((1, 1, 1, 0))
        axis.line.set_color(MUTED)
        axis.set_tick_params(colors=MUTED, labelsize=7)
        axis.label.set(text=f"component {i + 1}: {_percent(shares[i])}", color=INK, fontsize=9)
    axes.grid(False)
    _legend(axes, drawn, names, "upper left")


def _groups(labels: NDArray[np.int_], names: list[str], largest: float) -> list[tuple[Any, dict[str, Any]]]:
    """Which rows belong together, and how they look; all, where there are no labels."""
    groups = [labels == i for i in range(len(names))] or [slice(None)]
    size = float(np.clip(6000 / max(1, len(labels)), 6, largest)) if names else largest / 3
    return [
        (group, {
            "s": size, "c": LABELS[i] if names else INK, "marker": MARKERS[i], "alpha": 0.85, "linewidths": 0.4,
            "edgecolors": PAPER,
        })
        for i, group in enumerate(groups)
    ]  # fmt: skip


def _legend(axes: Any, drawn: list[Any], names: list[str], where: str = "best") -> None:
    if names:
        numbers = [str(i) for i in range(len(names))]
        legend = axes.legend(drawn, numbers, loc=where, frameon=False, labelcolor=INK, fontsize=9)
        for handle in legend.legend_handles:
            handle.set_sizes([30])
        for text, name in zip(legend.get_texts(), names, strict=True):
            text.set(text=_short(name), parse_math=False)


def _shares(axes: Axes, shares: list[float], shuffled: list[float], seen: int) -> None:
    """Bars, those of the picture dark; a mark on each where columns that were shuffled come to."""
    places = range(1, len(shares) + 1)
    top = max([*shares, *shuffled])
    axes.bar(places, shares, width=0.62, color=[INK if i < seen else MUTED for i in range(len(shares))])
    if shuffled:
        marks = axes.scatter(
            places[: len(shuffled)], shuffled, s=90, marker="_", color=CHANCE, linewidths=1.6, zorder=3
        )
        axes.legend([marks], ["shuffled columns"], frameon=False, labelcolor=MUTED, fontsize=8, loc="upper right")
    if len(shares) <= 4:
        for place, share, mark in zip_longest(places, shares, shuffled, fillvalue=0.0):
            axes.text(place, max(share, mark) + 0.04 * top, _percent(share), ha="center", fontsize=8, color=INK)
    _quiet(axes, left=False)
    axes.set_yticks([])
    axes.set_xticks(places)
    axes.set_ylim(0, 1.25 * top)
    axes.set_title("share of the variance", fontsize=9, color=MUTED, loc="left")


def _loadings(axes: Axes, loadings: Mapping[str, Any]) -> None:
    cells, columns = np.array(loadings["values"]), loadings["columns"]
    axes.imshow(cells, cmap=SIGNED, vmin=-1, vmax=1, aspect="auto")
    for (i, j), value in np.ndenumerate(cells):
        text = f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")
        axes.text(j, i, text, ha="center", va="center", fontsize=8, color=PAPER if abs(value) > 0.75 else INK)
    directions = cells.shape[1]
    axes.set_xticks(range(directions), [str(j + 1) for j in range(directions)])
    axes.set_yticks(range(len(columns)), [_short(name) for name in columns], parse_math=False)
    axes.yaxis.tick_right()
    axes.tick_params(length=0, labelsize=8, colors=INK)
    axes.spines[:].set_visible(False)
    title = "loadings" if len(columns) == loadings["of"] else f"largest loadings of {loadings['of']} columns"
    axes.set_title(title, fontsize=9, color=MUTED, loc="left")


def _quiet(axes: Axes, left: bool = True) -> None:
    axes.set_facecolor(PAPER)
    axes.spines[["top", "right"] if left else ["top", "right", "left"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(MUTED)
    axes.tick_params(colors=MUTED, labelsize=8)


def _percent(share: float) -> str:
    return f"{share:.1%}"


def _short(name: str) -> str:
    return name if len(name) <= MOST_LETTERS else name[: MOST_LETTERS - 1] + "…"
