"""The picture `digit`: a network to draw for, with all that a browser needs to run it."""

import base64
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._result import Picture
from hiddenmath.apply._split import held_out_of_each
from hiddenmath.apply.neural._recogniser import Recogniser
from hiddenmath.data import Images, InputError, open_images

RUNS = {"dense", "convolution", "pool", "flatten", "relu", "tanh", "sigmoid"}  # the layers that run in a browser
MOST = 500_000  # parameters that are sent: 2.7 MB
SHIPPED = ("linear", "dense", "convolution")


def digit_picture(model: Recogniser, images: Images | None = None) -> Picture | None:
    """The network to draw for, and of each kind the first of some images of its size to try; None where it cannot run
    in a browser: it takes no images, is too large, or has a layer that is only here."""
    network = model.network
    if model.size == (0, 0) or len(network.theta) > MOST or not {part.name for part in network.parts} <= RUNS:
        return None
    classes = [str(name) for name in model.classes]
    samples = [] if images is None else [
        {"shows": name, "light": _base64(images.pixels[images.labels.index(name)])}
        for name in classes if name in images.labels
    ]  # fmt: skip
    return Picture(
        "digit",
        {
            "sample": min(3, len(samples) - 1),
            "network": {
                "architecture": network.architecture,
                "takes": list(network.takes),
                "theta": _base64(np.asarray(network.theta, "<f4")),
                "classes": classes,
                "size": list(model.size),
                "mean": _once(model.mean),
                "scale": _once(model.scale),
                "samples": samples,
            },
        },
    )


@cache
def shipped_digit(name: str) -> dict[str, Any]:
    """What the picture needs of a network that comes along, learned by `files/digit.py`, and ten digits to try that it
    has not learned from. Raises InputError for other names."""
    if name not in SHIPPED:
        raise InputError(f"There is no network {name!r}.", f"There are: {', '.join(SHIPPED)}.")
    model = Recogniser.load((files("hiddenmath.apply") / "files" / f"digit_{name}.npz").read_bytes())
    images = open_images("digits")
    new = images.take(held_out_of_each(images.labels, 0.2, 0))
    picture = digit_picture(model, new)
    assert picture  # it is small, and of layers that run there
    return {"network": picture.attributes["network"]}


def _base64(array: NDArray[Any]) -> str:
    return base64.b64encode(array.tobytes()).decode()


def _once(values: NDArray[np.float64]) -> list[float]:
    """One number for all where they are equal."""
    return [float(value) for value in (values[:1] if np.all(values == values[0]) else values)]
