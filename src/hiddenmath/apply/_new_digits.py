"""New images, read by a network that was saved."""

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._confusion import Told, confusion, in_words, predictions
from hiddenmath.apply._digit_picture import digit_picture
from hiddenmath.apply._result import Key, Numbers, Result
from hiddenmath.apply._same_size import of_size
from hiddenmath.apply._sheet import ACROSS, Band, sheet
from hiddenmath.apply.neural._recogniser import Recogniser
from hiddenmath.data import Images

Light = NDArray[np.uint8]
KEY: Key = {"read_as": "number", "chance": "share", "read_rightly": "share", "images": "number"}
MIDDLE = 127.5  # of light from 0 to 255


def read(model: Recogniser, pixels: Light) -> Told:
    """What the images (m×height×width) are taken for."""
    chances = model.chances(pixels.reshape(len(pixels), -1))
    return Told(chances.argmax(axis=1), chances.max(axis=1))


def read_rightly(model: Recogniser, pixels: Light, labels: NDArray[np.intp]) -> float:
    """The share of the images that are taken for what they show, `labels` (m,) its places among the classes."""
    return float(np.mean(read(model, pixels).place == labels))


def of_new_images(images: Images, model: Recogniser) -> Result:
    """What each image is taken for, and, where somebody says what it shows, how often that is right."""
    pixels, fitted = of_size(images, model.size)
    pixels, turned = _as_learned(pixels, model)
    told = read(model, pixels)
    notes = [*images.notes, *fitted, *turned, "A saved model was used: nothing was learned from these images."]
    numbers: Numbers = {"images": len(pixels)}
    tables = {}
    if len(pixels) == 1:
        numbers |= {"read_as": str(model.classes[told.place[0]]), "chance": float(told.chance[0])}
    if images.labels and set(images.labels) <= set(model.classes.tolist()):
        so = np.array([model.classes.tolist().index(label) for label in images.labels])
        numbers["read_rightly"] = float(np.mean(so == told.place))
        tables["confusion"] = confusion(model.classes, so, told.place)
        notes += in_words(model.classes, so, told.place)
    tables["predictions"] = predictions(images, model.classes, told)
    captions = [f"{model.classes[i]} ({p:.0%})" for i, p in zip(told.place, told.chance, strict=True)]
    shown = slice(0, 4 * ACROSS)
    return Result(
        numbers,
        tables,
        "predictions",
        sheet([Band("The images, and what they are read as", list(pixels[shown]), captions[shown])]),
        {"model.npz": model.save()},
        tuple(notes),
        key=KEY,
        trial=digit_picture(model, Images(pixels, images.labels)),
    )


def _as_learned(pixels: Light, model: Recogniser) -> tuple[Light, tuple[str, ...]]:
    """Light on dark, if what was learned is so: a pen on paper is dark on light."""
    edges = np.concatenate([pixels[:, [0, -1]].ravel(), pixels[:, :, [0, -1]].ravel()])
    if not model.mean.mean() < MIDDLE < np.median(edges):
        return pixels, ()
    return 255 - pixels, (
        "They are dark on light, and what was learned is light on dark: light and dark were swapped.",
    )
