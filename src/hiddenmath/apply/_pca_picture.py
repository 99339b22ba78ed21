"""The picture of a principal component analysis."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._chance import Chance
from hiddenmath.apply._components import Components
from hiddenmath.apply._pca_tables import numbered
from hiddenmath.apply._result import Picture
from hiddenmath.data import Table

Array = NDArray[np.float64]
# What a picture can hold: numbers, columns, loadings, colours that one can tell apart, and shares.
DRAWN, WIDE, LOADINGS, COLOURS, SHARES = 20_000, 50, 16, 10, 10


def cloud(found: Components, kept: int, luck: Chance | None, table: Table, space: bool) -> Picture:
    """What the visual `cloud` shows: rows, as many as a page can hold, and what was computed from all of them.

    A cloud of very many columns is shown by its scores instead: the picture is the same, its axes are the components.
    `kept` of the directions were kept; where there are more, the picture shows their shares, too, and, beside them,
    what `luck` would give.
    """
    seen = found.first(3)
    scores = seen.project(table.matrix)
    columns, rows, directions = table.columns, table.matrix / found.scale, seen.directions
    if len(columns) > WIDE:
        columns, rows, directions = numbered(scores.shape[1]), scores, np.eye(*scores.shape[1:])
    step = -(-rows.size // DRAWN)
    drawn = 3 if space and len(directions) == 3 else 2
    attributes: dict[str, Any] = {
        "view": "space" if drawn == 3 else "components",
        "data": {"columns": list(columns), "rows": rows[::step].tolist(), **_labels(table, step)},
        "computed": {
            "directions": directions.tolist(),
            "shares": found.shares[:SHARES].tolist(),
            "shuffled": luck.shuffled[:SHARES].tolist() if luck else [],
            "kept": kept,
            "scores": scores[::step].tolist(),
            "loadings": _loadings(table, seen.directions[:drawn]),
        },
    }
    if drawn == 3:
        attributes["along"] = "components"
    return Picture("cloud", attributes)


def _labels(table: Table, step: int) -> dict[str, Any]:
    """The first text, whose values are colours, where one can tell as many apart."""
    name, labels = next(iter(table.text.items()), ("", ()))
    names = list(dict.fromkeys(labels))
    if len(names) > COLOURS:
        labels, names = (), []
    return {"label": name, "labels": [names.index(label) for label in labels[::step]], "label_names": names}


def _loadings(table: Table, directions: Array) -> dict[str, Any]:
    """How much of each direction (k×n) the columns are that have most of one."""
    largest = np.sort(np.argsort(-np.abs(directions).max(axis=0), kind="stable")[:LOADINGS])
    return {
        "columns": [table.columns[i] for i in largest],
        "values": directions[:, largest].T.tolist(),
        "of": len(table.columns),
    }
