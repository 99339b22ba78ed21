"""How well images are rebuilt from their eigenfaces, and whom they are taken for."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._eigenfaces import Eigenfaces
from hiddenmath.apply._quality import psnr
from hiddenmath.apply._result import Numbers
from hiddenmath.data import Images, Table

LADDER = (1, 2, 5, 10, 20, 50, 100, 200)  # numbers of eigenfaces in the table


Array = NDArray[np.float64]


class Tried(NamedTuple):
    """Numbers, tables (the last one the main one) and notes for the answer."""

    numbers: Numbers
    tables: dict[str, Table]
    notes: tuple[str, ...]


def tried_on(images: Images, model: Eigenfaces, new: bool) -> Tried:
    """The model tried on images, `new` ones or, where there are none, those that it has learned from."""
    if not new:
        steps = _steps(images, model, None)
        words = "No image was kept back: PSNR is that of images that were learned from, and nobody was recognised."
        return Tried({"psnr": steps.matrix[-1, 2]}, {"steps": steps}, (words,))
    if not images.labels:
        steps = _steps(images, model, None)
        words = f"{len(images.pixels)} images were kept back to be rebuilt. Nobody says whom the images show."
        return Tried({"psnr": steps.matrix[-1, 2]}, {"steps": steps, "matches": matches(images, model)}, (words,))
    steps = _steps(images, model, images.labels)
    so, told = np.array(images.labels), _told(model, model.weights(images.pixels))
    right = so == told
    kinds = tuple(sorted({*model.labels.tolist(), *images.labels}, key=lambda kind: (len(kind), kind)))  # 2 before 10
    counts = [[np.sum(model.labels == kind), np.sum(so == kind), np.sum(right & (so == kind))] for kind in kinds]
    usual = max(images.labels.count(kind) for kind in kinds) / len(so)
    words = (
        f"Of {len(so)} images that were kept back, {right.sum()} ({right.mean():.1%}) are nearest to a known one of "
        f"the same kind. There are {len(kinds)} kinds; always saying the commonest would be right for {usual:.1%}."
    )
    tables = {
        "steps": steps,
        "kinds": Table(("learned", "kept back", "recognised"), np.array(counts, float), {"kind": kinds}, name="kinds"),
        "matches": matches(images, model),
    }
    return Tried({"psnr": steps.matrix[-1, 2], "recognised": float(right.mean())}, tables, (words,))


def matches(images: Images, model: Eigenfaces) -> Table:
    """Each image with the known one that is nearest, and how far it is."""
    place, distance = model.nearest(model.weights(images.pixels))
    text = {"image": images.names}
    if images.labels:
        text["shows"] = images.labels
    text["nearest"] = tuple(model.names[i] for i in place)
    if len(model.labels):
        text["taken for"] = tuple(map(str, model.labels[place]))
    return Table(("distance",), distance[:, None], text, name="matches")


def _told(model: Eigenfaces, weights: Array, k: int | None = None) -> NDArray[np.str_]:
    return model.labels[model.nearest(weights, k).place].astype(str)


def _steps(images: Images, model: Eigenfaces, labels: tuple[str, ...] | None) -> Table:
    """What one gets for the first few eigenfaces: more and more of the variance, of the image, and of recognition."""
    k, weights = len(model.found.directions), model.weights(images.pixels)
    kept = np.minimum(1, np.cumsum(model.found.shares))
    rows = []
    for j in sorted({j for j in LADDER if j < k} | {k}):
        row = [j, kept[j - 1], psnr(images.pixels, model.rows(weights[:, :j]))]
        rows.append(row if labels is None else [*row, np.mean(np.array(labels) == _told(model, weights, j))])
    heads = ("eigenfaces", "variance kept", "PSNR", *(() if labels is None else ("recognised",)))
    return Table(heads, np.array(rows, dtype=np.float64), name="steps")
