"""New images, and the known ones that each is most like."""

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._eigenfaces import Eigenfaces
from hiddenmath.apply._result import Key, Numbers, Result
from hiddenmath.apply._same_size import of_size
from hiddenmath.apply._sheet import ACROSS, Band, sheet
from hiddenmath.apply._spectral import squared_distances
from hiddenmath.data import Images, Table

Array = NDArray[np.float64]
Light = NDArray[np.uint8]
BEST = 3  # known images for each new one
TOLD = 3  # new images that are told in words
KEY: Key = {
    "most_like": "number", "recognised": "share", "distance": "number", "images": "number", "known_images": "number",
}  # fmt: skip


def of_new_images(images: Images, model: Eigenfaces) -> Result:
    """The known images that are nearest to each of these, and whether that is near."""
    pixels, fitted = of_size(images, model.shape)
    weights = model.weights(pixels)
    D = np.sqrt(squared_distances(weights, model.known))
    best = np.argsort(D, axis=1, kind="stable")[:, :BEST]
    distance = np.take_along_axis(D, best, axis=1)
    notes = [
        *(_in_words(model, images.names[i], best[i], distance[i]) for i in range(min(TOLD, len(pixels)))),
        *_usual_words(model),
    ]
    numbers: Numbers = {
        "images": len(pixels), "known_images": len(model.names), "eigenfaces": len(model.known[0]),
    }  # fmt: skip
    if len(pixels) == 1:
        numbers |= {"most_like": _short(model, best[0, 0]), "distance": float(distance[0, 0])}
    if images.labels and len(model.labels):
        right = np.array(images.labels) == model.labels[best[:, 0]].astype(str)
        numbers["recognised"] = float(right.mean())
        notes.append(f"The images are named themselves: {right.sum()} of {len(right)} are recognised as what they are.")
    return Result(
        numbers,
        {"matches": _matches(images, model, best, distance)},
        "matches",
        sheet(_bands(images, pixels, model, best)),
        {"model.npz": model.save()},
        (*notes, "A saved model was used: nothing was learned from these images.", *fitted, *images.notes),
        key=KEY,
    )


def _usual_words(model: Eigenfaces) -> list[str]:
    usual = _usual(model)
    if usual is None:
        return []
    same, other = usual
    return [
        f"Known images are usually {same:,.0f} from the nearest other one of the same kind, and {other:,.0f} from the "
        f"nearest of another kind. Who is further than {other:,.0f} from all is probably none of them."
    ]


def _usual(model: Eigenfaces) -> tuple[float, float] | None:
    """How far known images are from the nearest other one of the same kind, and from that of another kind: medians."""
    if not len(model.labels):
        return None
    D = np.sqrt(squared_distances(model.known, model.known))
    np.fill_diagonal(D, np.inf)
    same = model.labels[:, None] == model.labels
    nearest = [np.where(among, D, np.inf).min(axis=1) for among in (same, ~same)]
    medians = [float(np.median(found[np.isfinite(found)])) if np.isfinite(found).any() else np.nan for found in nearest]
    return (medians[0], medians[1]) if np.isfinite(medians).all() else None


def _short(model: Eigenfaces, place: int) -> str:
    return str(model.labels[place]) if len(model.labels) else model.names[place]


def _called(model: Eigenfaces, place: int) -> str:
    return f"{model.labels[place]} ({model.names[place]})" if len(model.labels) else model.names[place]


def _in_words(model: Eigenfaces, name: str, best: NDArray[np.intp], distance: Array) -> str:
    second = f", before {_called(model, best[1])} at {distance[1]:,.0f}" if len(best) > 1 else ""
    return f"{name} is most like {_called(model, best[0])}, at a distance of {distance[0]:,.0f}{second}."


def _matches(images: Images, model: Eigenfaces, best: NDArray[np.intp], distance: Array) -> Table:
    count = best.shape[1]
    text = {"image": tuple(name for name in images.names for _ in range(count))}
    if len(model.labels):
        text["like"] = tuple(map(str, model.labels[best.ravel()]))
    text["known image"] = tuple(model.names[place] for place in best.ravel())
    cells = np.column_stack([np.tile(np.arange(1.0, count + 1), len(best)), distance.ravel()])
    return Table(("place", "distance"), cells, text, name="matches")


def _bands(images: Images, pixels: Light, model: Eigenfaces, best: NDArray[np.intp]) -> list[Band]:
    """One image beside all that it is like; several, each above the nearest."""
    some, names = pixels[:ACROSS], images.names[:ACROSS]
    rebuilt = list(model.images(model.weights(some)))
    places = best[0] if len(some) == 1 else best[:ACROSS, 0]
    nearest = Band(
        "The nearest known images, as the eigenfaces have them",
        list(model.images(model.known[places])),
        [_short(model, place) for place in places],
    )
    if len(some) == 1:
        return [Band("The new image, and what the eigenfaces make of it", [some[0], *rebuilt], [names[0], ""]), nearest]
    return [Band("New images", list(some), names), Band("As the eigenfaces have them", rebuilt, names), nearest]
