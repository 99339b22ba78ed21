"""A network with the images that it has learned from, and those that were kept back."""

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from hiddenmath.apply._digit_networks import Plan, nobody_says, taught
from hiddenmath.apply._new_digits import read_rightly
from hiddenmath.apply.neural import Network, Training
from hiddenmath.apply.neural._recogniser import BLOCK, Recogniser
from hiddenmath.data import Images, InputError

Light = NDArray[np.uint8]
Change = Callable[[Light], Light]
TIMED, TIMES = 1000, 5  # images whose reading is timed, and how often


class Known(NamedTuple):
    """`model`, the `old` images (m×height×width) and the `new` ones, with the places of what they show."""

    model: Recogniser
    old: Light
    labels: NDArray[np.intp]
    new: Light
    shows: NDArray[np.intp]

    def examples(self, pixels: Light) -> NDArray[np.float32]:
        return self.model.examples(pixels.reshape(len(pixels), -1))

    def changed(self, change: Change) -> "Known":
        """The same images, changed."""
        return self._replace(old=change(self.old), new=change(self.new))

    def rightly(self, network: Network) -> float:
        """The share of the new images that a network reads rightly."""
        return read_rightly(self.with_network(network), self.new, self.shows)

    def rightly_of_old(self, network: Network) -> float:
        return read_rightly(self.with_network(network), self.old, self.labels)

    def learned(self, network: Network, epochs: int, rate: float, seed: int) -> Training:
        """A network that goes on from this one, with the old images, also moved by a pixel."""
        training = taught(self.with_network(network), self.old, self.labels, Plan(epochs, rate, True, seed))
        if training.interrupted:
            raise KeyboardInterrupt
        return training

    def milliseconds(self, network: Network) -> float:
        """How long a network reads 1,000 images in one thread: the shortest of five times."""
        x = np.resize(self.examples(self.new), (TIMED, *network.takes))
        times = []
        with threadpool_limits(1, user_api="blas"):
            for _ in range(TIMES):
                begin = perf_counter()
                for i in range(0, TIMED, BLOCK):
                    network(x[i : i + BLOCK])
                times.append(perf_counter() - begin)
        return 1000 * min(times)

    def with_network(self, network: Network) -> Recogniser:
        return replace(self.model, network=network)


def known_to(model: Recogniser, images: Images, name: str) -> tuple[NDArray[Any], NDArray[np.intp]]:
    """The classes of a saved model, and of each image the place of what it shows among them.

    Raises InputError where the images are of another size, or show what it does not know.
    """
    height, width = images.pixels.shape[1:]
    if model.size != (height, width):
        of = "{}×{} pixels".format(*model.size) if any(model.size) else f"rows of {len(model.columns)} numbers"
        raise InputError(
            f"{name} reads {of}, and the images are of {height}×{width} pixels.",
            "Give the images that it has learned, or others of their size.",
        )
    if not images.labels:
        raise nobody_says(images, "Give them with labels.")
    classes = [str(name) for name in model.classes]
    strange = sorted(set(images.labels) - set(classes))
    if strange:
        raise InputError(
            f"An image shows {strange[0]!r}, none of the {len(classes)} kinds that {name} knows: "
            f"{', '.join(classes[:12])}.",
            "Give images with the labels that it has learned.",
        )
    return model.classes, np.array([classes.index(label) for label in images.labels])
