"""The tool `faces`."""

from typing import Annotated

import numpy as np

from hiddenmath.apply._eigenfaces import Eigenfaces, eigenfaces
from hiddenmath.apply._face_bands import of_eigenfaces, of_matches, of_rebuilding
from hiddenmath.apply._file import File
from hiddenmath.apply._most_like import of_new_images
from hiddenmath.apply._option import Option
from hiddenmath.apply._recognised import Tried, tried_on
from hiddenmath.apply._result import Numbers, Result
from hiddenmath.apply._sheet import Band, grid, sheet
from hiddenmath.apply._split import held_out, held_out_of_each
from hiddenmath.apply._tool import tool
from hiddenmath.data import Images, InputError

SHARE = 0.9  # of the variance, where nothing is asked


@tool(estimator="Eigenfaces", saves="model.npz")
def faces(
    images: Images,
    *,
    components: Annotated[
        int | None, Option("How many eigenfaces; by default as many as hold 90% of the variance.", min=1)
    ] = None,
    rebuild: Annotated[
        int | None, Option("Which image to rebuild, by its number; by default the first that is kept back.", min=1)
    ] = None,
    use: Annotated[
        File | None, Option("A model saved earlier, to recognise these images by instead of learning.", suffix=".npz")
    ] = None,
    test: Annotated[
        float, Option("The share of the images of each kind to keep back as a test.", min=0, max=0.9)
    ] = 0.25,
    whiten: Annotated[bool, Option("Let all eigenfaces count alike when images are compared.")] = False,
    seed: Annotated[int, Option("Draws which images are kept back.", min=0)] = 0,
) -> Result:
    """Faces: an image as the mean and a few eigenfaces.

    Finds what images of one size have in common and the few directions in which they differ, rebuilds each from a
    handful of numbers, and recognises whom an image shows by its nearest neighbour among them.

    An image with p pixels is a point with p coordinates. *Eigenfaces* are the principal components of such points:
    images themselves, orange where they add light to the mean and blue where they take some. Each image is about the
    mean plus its *weights* times the eigenfaces. Two images of one person have like weights, so an image is recognised
    by the known one whose weights are nearest.

    Some images of each kind are kept back. They have no part in what is learned, so that they show how well new images
    are rebuilt and recognised. *PSNR* says how close a rebuilt image is, in decibels: above 30 one hardly sees the
    difference, below 20 it is blurred.

    Without faces at hand it runs on digits, as faces of numerals; `hiddenmath data get faces` fetches 400 real ones.
    Own images are of one size and alike in position, eyes at the same place: a folder or ZIP with a folder for each
    person. A model that was saved says of a new photo whom it is most like; a photo of another size is cut to the
    middle and scaled.
    """
    if use is not None:
        return of_new_images(images, Eigenfaces.load(use))
    _check(images, rebuild)
    kept = held_out_of_each(images.labels, test, seed) if images.labels else held_out(len(images.pixels), test, seed)
    model = _learned(images.take(~kept), components, whiten)
    tried = tried_on(images.take(kept if kept.any() else ~kept), model, bool(kept.any()))
    number = int(np.argmax(kept)) if rebuild is None else rebuild - 1
    bands = [of_rebuilding(images, number, model), of_eigenfaces(model)]
    if kept.any():
        bands += of_matches(images.take(kept), model)
    return _result(images, model, tried, number, bands, int(kept.sum()))


def _learned(images: Images, components: int | None, whiten: bool) -> Eigenfaces:
    m, p = len(images.pixels), images.pixels[0].size
    if components is not None and components > min(m - 1, p):
        raise InputError(
            f"components is {components}, but {m} images of {p:,} pixels have only {min(m - 1, p)} eigenfaces.",
            f"Choose 1 to {min(m - 1, p)}.",
        )
    return eigenfaces(images.pixels, np.array(images.labels), images.names, components or SHARE, whiten)


def _result(images: Images, model: Eigenfaces, tried: Tried, number: int, bands: list[Band], kept: int) -> Result:
    """The answer for `kept` images that were kept back; the image of this number is rebuilt."""
    k, p, share = len(model.found.directions), images.pixels[0].size, min(1.0, float(model.found.shares.sum()))
    numbers: Numbers = {
        "images": len(images.pixels), "pixels": p, "kept_back": kept, "eigenfaces": k,
        "variance_kept": share, **tried.numbers,
    }  # fmt: skip
    notes = (
        f"{k} eigenfaces hold {share:.1%} of what tells the images apart: {p:,} pixels become {k} numbers.",
        *tried.notes,
        *images.notes,
    )
    return Result(
        numbers,
        tried.tables,
        next(reversed(tried.tables)),
        sheet(bands),
        {"model.npz": model.save()},
        notes,
        images={
            "mean": model.images(np.zeros((1, 0)))[0],
            "eigenfaces": grid(of_eigenfaces(model, rows=4).tiles),
            "rebuilt": model.images(model.weights(images.pixels[number : number + 1]))[0],
        },
        key={
            "recognised" if "recognised" in numbers else "variance_kept": "share",
            "eigenfaces": "number",
            "psnr": "number",
        },
    )


def _check(images: Images, rebuild: int | None) -> None:
    count = len(images.pixels)
    if count < 4:
        raise InputError(
            f"{images.name} has only {'one image' if count == 1 else f'{count} images'}.",
            "Eigenfaces are how images differ: give at least four, in a ZIP, or a folder for the command. To recognise "
            "one, set use to a model saved earlier.",
        )
    if rebuild is not None and rebuild > count:
        raise InputError(f"rebuild is {rebuild}, but there are {count} images.", f"Choose 1 to {count}.")
