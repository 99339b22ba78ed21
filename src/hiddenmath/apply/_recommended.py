"""What is recommended, and why."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._recommender import Recommender
from hiddenmath.apply._result import Picture
from hiddenmath.data import Table

Array = NDArray[np.float64]
REASONS = 2  # own ratings that are named for each
RARE = 5  # people; what fewer rated is recommended, or like another, by chance
ROWS, COLUMNS = 12, 12  # of the picture


def recommended(model: Recommender, what: NDArray[np.intp], stars: Array, count: int) -> Table:
    """The items that somebody with these ratings is expected to like best, of those that they did not rate and that at
    least RARE people did."""
    taste = model.taste(what, stars)
    expected = model.expected(taste.x)
    rated_by, rare = _rated_by(model)
    expected[what] = -np.inf
    expected[rare] = -np.inf
    best = _best(expected, count)
    first = 0 if model.implicit else 1  # column 0 is how strict they are: no reason for one item before another
    of_taste = model.Y[best, first:] @ taste.x[first:]
    parts = model.Y[best, first:] @ taste.pulls[:, first:].T
    reasons = tuple(_reason(model, what, stars, part) for part in parts)
    text = {model.item: tuple(model.items[i] for i in best), "because of": reasons}
    columns: tuple[str, ...] = ("expected", "taste", "rated by")
    cells = [np.clip(expected[best], *model.scale), of_taste, rated_by[best]]
    if model.implicit:
        columns, cells = ("score", "taken by"), [expected[best], rated_by[best]]
    return Table(columns, np.column_stack(cells), text, name="recommended")


def _reason(model: Recommender, what: NDArray[np.intp], stars: Array, part: Array) -> str:
    """The own ratings that pull most towards an item."""
    most = [j for j in np.argsort(-part, kind="stable")[:REASONS] if part[j] > 0]
    named = "; ".join(f"{model.items[what[j]]}{'' if model.implicit else f' ({stars[j]:g})'}" for j in most)
    return named or f"how good the {model.item} is"


def similar_items(model: Recommender, item: int, count: int) -> Table:
    """What is nearest to an item, by the direction of the factors, of what at least RARE people rated."""
    rated_by, rare = _rated_by(model)
    cosine = model.alike(item)
    cosine[item] = -np.inf
    cosine[rare] = -np.inf
    best = _best(cosine, count)
    text = {f"like {model.items[item]}": tuple(model.items[i] for i in best)}
    return Table(("cosine", "rated by"), np.column_stack([cosine[best], rated_by[best]]), text, name="similar")


def _rated_by(model: Recommender) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """By how many people each item is rated, and which by too few: none where that would be most of them."""
    rated_by = np.bincount(model.what, minlength=len(model.items))
    return rated_by, (rated_by < RARE) & (np.median(rated_by) >= RARE)


def _best(score: Array, count: int) -> NDArray[np.intp]:
    """The places of the largest, of those that are not −∞."""
    best = np.argsort(-score, kind="stable")[:count]
    return best[np.isfinite(score[best])]


def factors_picture(model: Recommender) -> Picture:
    """The part of the ratings that factors foretell, of those who rated most and what was rated most."""
    often = [np.bincount(places, minlength=n) for places, n in ((model.who, len(model.X)), (model.what, len(model.Y)))]
    people, items = (np.argsort(-of, kind="stable")[:most] for of, most in zip(often, (ROWS, COLUMNS), strict=True))
    first = 0 if model.implicit else 1
    cells = model.X[people, first:] @ model.Y[items, first:].T
    value: dict[str, Any] = {"shape": list(cells.shape), "dtype": "float64", "values": cells.ravel().round(3).tolist()}
    return Picture("matrix", {"value": value})
