"""What is recommended, and why."""

from dataclasses import replace
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
SEEN = 4  # factors, at first


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


def joined_by(model: Recommender, name: str, what: NDArray[np.intp], stars: Array) -> Recommender:
    """The model with one more person, who has these ratings; nobody else's numbers change."""
    return replace(
        model,
        people=(*model.people, name),
        X=np.vstack([model.X, model.taste(what, stars).x]),
        who=np.concatenate([model.who, np.full(len(what), len(model.people))]),
        what=np.concatenate([model.what, what]),
        stars=np.concatenate([model.stars, stars]),
    )


def factors_picture(model: Recommender, person: int, item: str = "") -> Picture:
    """What those who rated most gave to what was rated most, and the factors that foretell it; of implicit feedback
    only what is foretold. The person stands above them; the item is among them; both are chosen."""
    often = [np.bincount(places, minlength=n) for places, n in ((model.who, len(model.X)), (model.what, len(model.Y)))]
    people, items = (np.argsort(-of, kind="stable")[:most] for of, most in zip(often, (ROWS, COLUMNS), strict=True))
    people = np.array([person, *people[people != person]])[:ROWS]
    if model.implicit:
        cells = model.X[people] @ model.Y[items].T
        value = {"shape": list(cells.shape), "dtype": "float64", "values": cells.ravel().round(3).tolist()}
        return Picture("matrix", {"value": value})
    column = _among(items, item, model.items)
    P, Q = strongest_first(model.X[:, 1:], model.Y[:, 1:])
    fitted = {"mean": model.mean, "b": model.X[people, 0], "c": model.Y[items, 0], "P": P[people], "Q": Q[items]}
    attributes: dict[str, Any] = {
        "users": [model.people[i] for i in people],
        "films": [model.items[j] for j in items],
        "ratings": _table(model, people, items),
        "model": {name: np.round(values, 4).tolist() for name, values in fitted.items()},
        "rank": min(SEEN, P.shape[1]),
        "at": f"0 {column}",
    }
    return Picture("factors", attributes)


def _among(shown: NDArray[np.intp], name: str, names: tuple[str, ...]) -> int:
    """The column that shows this name: the last, which it takes, where it was not among them; 0 without one."""
    if name not in names:
        return 0
    place = names.index(name)
    if place not in shown:
        shown[-1] = place
    return int(np.flatnonzero(shown == place)[0])


def _table(model: Recommender, people: NDArray[np.intp], items: NDArray[np.intp]) -> list[list[float | None]]:
    """What these people gave to these items; None where they did not rate."""
    given = np.full((len(model.people), len(items)), np.nan)
    for column, item in enumerate(items):
        of = model.what == item
        given[model.who[of], column] = model.stars[of]
    return [[None if np.isnan(stars) else stars for stars in row] for row in given[people].tolist()]


def strongest_first(X: Array, Y: Array) -> tuple[Array, Array]:
    """X Yᵀ = P Qᵀ with P = U √s and Q = V √s of its singular value decomposition: the first factor tells most. The
    product (m×n) is never formed: two QR of X (m×k) and Y (n×k), and the SVD of a k×k matrix.

    >>> P, Q = strongest_first(np.array([[1.0, 1], [1, -1]]), np.array([[3.0, 1], [3, -1], [0, 1]]))
    >>> (P @ Q.T).round(9).tolist()
    [[4.0, 2.0, 1.0], [2.0, 4.0, -1.0]]
    """
    (A, R), (B, S) = np.linalg.qr(X), np.linalg.qr(Y)
    U, s, Vt = np.linalg.svd(R @ S.T, full_matrices=False)
    return A @ U * np.sqrt(s), B @ Vt.T * np.sqrt(s)
