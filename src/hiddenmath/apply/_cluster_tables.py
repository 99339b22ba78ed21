"""What an answer says of clusters: what sets each apart, which rows it holds, and how it agrees with a label."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._agreement import adjusted_rand, counted
from hiddenmath.apply._components import principal_components
from hiddenmath.apply._lloyd import Labels
from hiddenmath.apply._pca_picture import COLOURS, cloud
from hiddenmath.apply._result import Numbers, Picture
from hiddenmath.apply._sheet import grid
from hiddenmath.data import Table, images_of

Array = NDArray[np.float64]
TOLD, STANDS_OUT = 3, 0.5  # columns in words, and from how many standard deviations on


def in_words(table: Table, labels: Labels) -> Table:
    """Of each cluster its size and its mean in the units of the table; and what sets it apart, in words."""
    X = table.matrix
    means = np.array([X[labels == j].mean(axis=0) for j in range(labels.max() + 1)])
    text = {"cluster": tuple(str(j + 1) for j in range(len(means)))}
    if table.image is None:  # a pixel tells nothing by its name
        text["what sets it apart"] = tuple(_apart(table, mean) for mean in means)
    return Table(("rows", *table.columns), np.column_stack([np.bincount(labels), means]), text, name="clusters")


def _apart(table: Table, mean: Array) -> str:
    """The columns in which a cluster lies furthest from the mean of all rows, counted in their standard deviations."""
    usual, deviation = table.matrix.mean(axis=0), table.matrix.std(axis=0)
    away = (mean - usual) / np.where(deviation > 0, deviation, np.inf)
    first = [i for i in np.argsort(-np.abs(away), kind="stable")[:TOLD] if abs(away[i]) >= STANDS_OUT]
    words = [
        f"{table.columns[i]} {'high' if away[i] > 0 else 'low'}: {_three(mean[i])}, where {_three(usual[i])} is usual"
        for i in first
    ]
    return "; ".join(words) or "near the mean in every column"


def _three(value: float) -> str:
    """Three digits that count: 1234.5 as 1,230."""
    return f"{float(f'{value:.3g}'):,g}"


def assignments(table: Table, rows: int, labels: Labels, distance: Array, head: str) -> Table:
    """The cluster of each row, and how far it is from its centre; with its line where some of `rows` were left out."""
    columns: tuple[str, ...] = ("cluster", head)
    cells = np.column_stack([labels + 1.0, distance])
    if table.rows < rows and table.lines:
        columns, cells = ("line", *columns), np.column_stack([np.array(table.lines, dtype=np.float64), cells])
    return Table(columns, cells, table.text, name="assignments")


def compared(
    cells: Sequence[str] | None, labels: Labels, count: int, label: str | None
) -> tuple[dict[str, Table], Numbers, tuple[str, ...]]:
    """How often which cell of the label is in which of `count` clusters, how well both agree, and that in words."""
    if cells is None or label is None:
        return {}, {}, ()
    names, code = np.unique(np.array(cells), return_inverse=True)
    counts = counted(code, labels)
    counts = np.pad(counts, ((0, 0), (0, count - counts.shape[1])))
    agreement = adjusted_rand(counts)
    heads = tuple(f"cluster {j + 1}" for j in range(count))
    right = int(counts.max(axis=0).sum())
    words = (
        f"Beside {label!r}, which had no part in this: if each cluster were called after the name it holds most of, "
        f"{right} of {len(cells)} rows would be called rightly. Adjusted Rand {agreement:.2f}: 1 if both divide alike, "
        "0 if only by chance."
    )
    table = Table(heads, counts.astype(np.float64), {label: tuple(map(str, names))}, name="compared")
    return {"compared": table}, {"adjusted_rand": agreement}, (words,)


def picture(Z: Array, columns: tuple[str, ...], labels: Labels, count: int) -> Picture | None:
    """The rows Z (m×n) along their principal components, coloured by cluster; of many clusters the smaller ones alike.
    None where there is only one column, or all rows are equal."""
    if len(columns) < 2 or (Z[0] == Z).all():
        return None
    names = [f"cluster {j + 1}" for j in range(count)]
    if count > COLOURS:
        names[COLOURS - 1 :] = ["smaller clusters"] * (count - COLOURS + 1)
    order = np.argsort(labels, kind="stable")  # the legend names them as they come
    table = Table(columns, Z[order], {"cluster": tuple(names[j] for j in labels[order])})
    kept = min(2, *Z.shape)
    return cloud(principal_components(Z, kept, columns=columns), kept, None, table, space=False)


def centres_seen(table: Table, labels: Labels) -> dict[str, NDArray[np.uint8]]:
    """The centres as images, where rows are images."""
    if table.image is None:
        return {}
    pixels = images_of(table).pixels
    tiles = [np.rint(pixels[labels == j].mean(axis=0)).astype(np.uint8) for j in range(labels.max() + 1)]
    return {"centres": grid(tiles)}
