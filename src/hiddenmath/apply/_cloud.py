"""What the visual `cloud` shows: the rows of a table along their first two principal components."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._components import Components
from hiddenmath.apply._result import Picture

Array = NDArray[np.float64]
# What a picture can hold: numbers, columns, loadings.
DRAWN, WIDE, LOADINGS = 20_000, 50, 16


def cloud(found: Components, X: Array, label: str, groups: NDArray[np.intp], names: Sequence[str]) -> Picture:
    """The rows X (m×n), as many as a page can hold, coloured by their group, and what was computed from all of them.

    A cloud of very many columns is shown by its scores instead: the picture is the same, its axes are the components.
    """
    scores = found.project(X)
    columns, rows, directions = found.columns, X / found.scale, found.directions[:2]
    if len(columns) > WIDE:
        columns = tuple(f"component {i + 1}" for i in range(scores.shape[1]))
        rows, directions = scores, np.eye(*scores.shape[1:])[:2]
    step = -(-rows.size // DRAWN)
    largest = np.sort(np.argsort(-np.abs(found.directions[:2]).max(axis=0), kind="stable")[:LOADINGS])
    attributes: dict[str, Any] = {
        "view": "components",
        "data": {
            "columns": list(columns),
            "rows": rows[::step].tolist(),
            "label": label,
            "labels": groups[::step].tolist(),
            "label_names": list(names),
        },
        "computed": {
            "directions": directions.tolist(),
            "shares": found.shares.tolist(),
            "scores": scores[::step, :2].tolist(),
            "loadings": {
                "columns": [found.columns[i] for i in largest],
                "values": found.directions[:2, largest].T.tolist(),
                "of": len(found.columns),
            },
        },
    }
    return Picture("cloud", attributes)
