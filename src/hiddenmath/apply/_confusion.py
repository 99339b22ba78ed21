"""Which class is taken for which."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._result import Picture
from hiddenmath.data import Images, Table

COMMON = 3  # mistakes that are told
FULL = 2.0  # times the commonest mistake, from which on a cell has the full colour: else only what is right were seen


class Told(NamedTuple):
    """For each of some images the `place` (m,) of the likeliest class, and its `chance` (m,)."""

    place: NDArray[np.intp]
    chance: NDArray[np.float64]


def confusion(classes: NDArray[np.str_], so: NDArray[np.intp], told: NDArray[np.intp]) -> Table:
    """How many of each class (a row) are taken for each (a column).

    >>> confusion(np.array(["a", "b"]), np.array([0, 0, 1]), np.array([0, 1, 1])).matrix.tolist()
    [[1.0, 1.0], [0.0, 1.0]]
    """
    counts = np.zeros((len(classes), len(classes)))
    np.add.at(counts, (so, told), 1)
    names = tuple(map(str, classes))
    return Table(tuple(f"as {name}" for name in names), counts, {"shows": names}, name="confusion")


def drawn(table: Table) -> Picture:
    """The counts as a heat map, in which the mistakes are seen beside what is right."""
    counts = table.matrix.astype(int)
    mistakes = counts * (1 - np.eye(len(counts), dtype=int))
    value = {"shape": list(counts.shape), "dtype": "int64", "values": counts.ravel().tolist()}
    return Picture("matrix", {"value": value, "max": float(max(1.0, FULL * mistakes.max()))})


def predictions(images: Images, classes: NDArray[np.str_], told: Told) -> Table:
    """Each image, what it shows if that is known, what it is taken for, and how sure that is."""
    text = {"image": images.names}
    if images.labels:
        text["shows"] = images.labels
    text["read as"] = tuple(map(str, classes[told.place]))
    return Table(("chance",), told.chance[:, None], text, name="predictions")


def in_words(classes: NDArray[np.str_], so: NDArray[np.intp], told: NDArray[np.intp]) -> tuple[str, ...]:
    """How many are right, what guessing would give, and the commonest mistakes."""
    right, usual = np.sum(so == told), np.bincount(so).max() / len(so)
    said = [
        f"Of {len(so)} images that it has never seen, {right} ({right / len(so):.1%}) are read rightly; always saying "
        f"the commonest would be right for {usual:.1%}."
    ]
    wrong = np.stack([so, told], axis=1)[so != told]
    if len(wrong):
        pairs, counts = np.unique(wrong, axis=0, return_counts=True)
        common = np.argsort(-counts, kind="stable")[:COMMON]
        listed = ", ".join(f"{classes[pairs[k, 0]]} for {classes[pairs[k, 1]]} ({counts[k]})" for k in common)
        said.append(f"The commonest mistakes: {listed}.")
    return tuple(said)
