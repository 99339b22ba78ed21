"""Words on a flat page: their vectors along the first two principal components."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from hiddenmath import data
from hiddenmath.apply._components import principal_components
from hiddenmath.apply._neighbours import Near, directions
from hiddenmath.apply._result import Picture
from hiddenmath.data import Table, Vectors

DRAWN = 60  # words that can be told apart on a page
Array = NDArray[np.float64]


def word_map(vectors: Vectors, found: list[Near], like: bool) -> tuple[Table, Picture]:
    """Where the asked words and their neighbours stand on the plane that shows most of how they differ, and the picture
    of it. `like`: they are an analogy, and arrows are drawn."""
    each = max(1, DRAWN // len(found))
    rows = list(dict.fromkeys(i for near in found for i in (*near.left_out, *near.rows[:each].tolist())))
    places, share = flat(directions(vectors.matrix[rows]).astype(np.float64))
    words = [vectors.words[i] for i in rows]
    asked = [i for near in found for i in near.left_out]
    group = {i: number for number, near in reversed(list(enumerate(found))) for i in (*near.left_out, *near.rows)}
    attributes: dict[str, Any] = {
        "words": words,
        "places": places.tolist(),
        "asked": [rows.index(i) for i in dict.fromkeys(asked)],
        "groups": [group[i] for i in rows],
        "arrows": [],
        "share": share,
    }
    if like:
        (a, b, c), d = found[0].left_out, int(found[0].rows[0])
        attributes["arrows"] = [[rows.index(a), rows.index(b)], [rows.index(c), rows.index(d)]]
    if len(found) == 1 and vectors.name in data.vectors():  # a page has the map of all of them
        asked_for = " ".join(vectors.words[i] for i in found[0].left_out)
        attributes |= {"vectors": vectors.name, "analogy" if like else "find": asked_for}
    table = Table(("x", "y"), places, {"word": tuple(words)}, name="map")
    return table, Picture("words", attributes)


def flat(X: Array) -> tuple[Array, float]:
    """The rows along the two directions in which they differ most, and the share of the variance these hold."""
    if len(X) < 2 or (X[0] == X).all():
        return np.zeros((len(X), 2)), 1.0
    found = principal_components(X, min(2, len(X) - 1, X.shape[1]))
    places = found.project(X)
    if places.shape[1] == 1:
        places = np.column_stack([places, np.zeros(len(X))])
    return places, float(found.shares.sum())
