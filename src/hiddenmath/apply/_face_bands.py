"""What is shown of eigenfaces: themselves, an image rebuilt from them, and who is recognised."""

import numpy as np

from hiddenmath.apply._eigenfaces import Eigenfaces
from hiddenmath.apply._quality import psnr
from hiddenmath.apply._sheet import ACROSS, Band, signed
from hiddenmath.data import Images

MOST_RUNGS = 24  # numbers of eigenfaces of which an image is rebuilt: to slide through them


def of_eigenfaces(model: Eigenfaces, rows: int = 1) -> Band:
    """The mean and the first eigenfaces, in so many rows, each with its share of the variance."""
    shown = rows * ACROSS - 1
    found = model.found
    tiles = [model.images(np.zeros((1, 0)))[0], *(signed(row.reshape(model.shape)) for row in found.directions[:shown])]
    shares = [f"{i + 1}: {share:.1%}" for i, share in enumerate(found.shares[:shown])]
    return Band(
        "The mean, and how images differ from it: orange adds light, blue takes some", tiles, ["the mean", *shares]
    )


def of_rebuilding(images: Images, number: int, model: Eigenfaces) -> Band:
    """One image, and what its first weights make of it, from the mean alone to all of them."""
    image = images.pixels[number : number + 1]
    weights, rungs = model.weights(image), rungs_to(len(model.found.directions))
    rebuilt = [model.rows(weights[:, :j]) for j in rungs]
    tiles = [image[0], *(model.light(rows)[0] for rows in rebuilt)]
    captions = ["the image", *(f"{j}: {psnr(image, rows):.1f} dB" for j, rows in zip(rungs, rebuilt, strict=True))]
    who = f" ({images.labels[number]})" if images.labels else ""
    return Band(f"{images.names[number]}{who}, rebuilt from its first eigenfaces", tiles, captions, "eigenfaces")


def rungs_to(k: int) -> list[int]:
    """0 to k, growing by about the same factor where these are many.

    >>> rungs_to(4), len(rungs_to(300))
    ([0, 1, 2, 3, 4], 22)
    """
    if k < MOST_RUNGS:
        return list(range(k + 1))
    return [0, *np.unique(np.rint(np.geomspace(1, k, MOST_RUNGS)).astype(int)).tolist()]


def of_matches(images: Images, model: Eigenfaces) -> list[Band]:
    """Some of the images, wrongly recognised ones first, and the known one that each is taken for."""
    place = model.nearest(model.weights(images.pixels)).place
    if not (images.labels and len(model.labels)):
        some = np.arange(len(place))[:ACROSS]
        told = [model.names[i] for i in place[some]]
        so = [images.names[i] for i in some]
    else:
        wrong = np.array(images.labels) != model.labels[place]
        some = np.sort(np.argsort(~wrong, kind="stable")[: ACROSS // 2])
        some = np.concatenate([some, np.setdiff1d(np.arange(len(place)), some)[: ACROSS - len(some)]])
        so = [images.labels[i] for i in some]
        told = [f"{'✗' if wrong[i] else '✓'} {model.labels[place[i]]}" for i in some]
    nearest = model.images(model.known[place[some]])
    return [
        Band("Images that it has never seen …", [images.pixels[i] for i in some], so),
        Band("… and the nearest known ones, as the eigenfaces have them", list(nearest), told),
    ]
