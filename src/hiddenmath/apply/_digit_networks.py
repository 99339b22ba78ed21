"""Networks for small images: their layers in words, and how they learn."""

from dataclasses import replace
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._split import held_out_of_each
from hiddenmath.apply.neural import Network, Settings, Training, fit
from hiddenmath.apply.neural._recogniser import Recogniser, takes
from hiddenmath.data import Images, InputError

BATCH = 64
WIDTH = 128  # of a dense layer, where nothing is asked
LARGE = 20  # pixels a side, from which on an image is large


class Usual(NamedTuple):
    """What is taken where nothing is asked: kernels of the first convolution, their side, convolutions, epochs."""

    kernels: int
    side: int
    stages: int
    epochs: int


OF_LARGE, OF_SMALL = Usual(8, 5, 2, 5), Usual(16, 3, 1, 20)
SHIFTS = ((1, 1), (0, 1), (2, 1), (1, 0), (1, 2))  # places of the image in one that is a pixel larger on each side


class Plan(NamedTuple):
    """How a network learns; see `Settings`. `shift`: from each image also moved by one pixel."""

    epochs: int
    rate: float
    shift: bool
    seed: int


def classes_of(images: Images, otherwise: str = "") -> tuple[NDArray[np.str_], NDArray[np.intp]]:
    """The names of what images show, 2 before 10, and of each image the place of its own among them. `otherwise`: what
    else can be done with images of which nobody says it."""
    if not images.labels:
        raise nobody_says(
            images,
            "Give a folder or ZIP with a folder for each of two kinds or more, a table with a column of labels, or an "
            f"NPZ with labels. {otherwise}".rstrip(),
        )
    names = sorted(set(images.labels), key=lambda name: (len(name), name))
    if len(names) == 1:
        raise InputError(f"All images of {images.name} show {names[0]!r}.", "Give images of two kinds or more.")
    return np.array(names), np.array([names.index(label) for label in images.labels])


def nobody_says(images: Images, hint: str) -> InputError:
    """What is raised where labels are needed and there are none."""
    return InputError(f"Nobody says what the images of {images.name} show.", hint)


def kept_of(images: Images, share: float, seed: int) -> NDArray[np.bool_]:
    """Which images are for the test; see `held_out_of_each`. Raises InputError if that is none."""
    kept = held_out_of_each(images.labels, share, seed)
    if not kept.any():
        raise InputError(
            f"{images.name} has one image of each kind: none can be kept back as a test.",
            "Give two images or more of each kind.",
        )
    return kept


def layers_of(
    network: Literal["dense", "convolution"], width: int | None, depth: int | None, size: tuple[int, int]
) -> str:
    """All layers but the last, in words, for images of this size.

    >>> layers_of("dense", 32, 2, (8, 8))
    'dense 32, relu, dense 32, relu'
    >>> layers_of("convolution", None, None, (28, 28))
    'convolution 8 5, relu, pool 2, convolution 16 5, relu, pool 2, flatten'
    """
    if network == "dense":
        return ", ".join([f"dense {width or WIDTH}, relu"] * (1 if depth is None else depth))
    usual = usual_of(size)
    kernels = [(width or usual.kernels) * 2**i for i in range(usual.stages if depth is None else depth)]
    return ", ".join([*(f"convolution {k} {usual.side}, relu, pool 2" for k in kernels), "flatten"])


def usual_of(size: tuple[int, int]) -> Usual:
    return OF_LARGE if min(size) >= LARGE else OF_SMALL


def variants(
    network: Literal["dense", "convolution"], width: int | None, depth: int | None, size: tuple[int, int]
) -> list[str]:
    """The layers that are asked for, then half and twice as wide, and one layer shallower and deeper, where they fit.

    >>> variants("dense", 32, 1, (8, 8))
    ['dense 32, relu', 'dense 16, relu', 'dense 64, relu', '', 'dense 32, relu, dense 32, relu']
    """
    usual = usual_of(size)
    wide = width or (WIDTH if network == "dense" else usual.kernels)
    deep = depth if depth is not None else 1 if network == "dense" else usual.stages
    sizes = [(wide, deep), (wide // 2, deep), (2 * wide, deep), (wide, deep - 1), (wide, deep + 1)]
    most = deep + 1 if network == "dense" else max(deep, _most_stages(min(size), usual.side))
    return [layers_of(network, w, d, size) for w, d in sizes if w and 0 <= d <= most]


def _most_stages(side: int, kernel: int) -> int:
    """How often convolution and pooling leave something of an image of so many pixels a side.

    >>> _most_stages(28, 5), _most_stages(8, 3)
    (2, 1)
    """
    left = (side - kernel + 1) // 2
    return 1 + _most_stages(left, kernel) if left > 0 else 0


def learned(
    images: Images, classes: NDArray[np.str_], labels: NDArray[np.intp], layers: str, plan: Plan
) -> tuple[Training, Recogniser]:
    """A network that tells which of the classes images show, `labels` (m,) their places among them."""
    _, height, width = images.pixels.shape
    n = height * width
    network = Network(
        ", ".join(filter(None, [layers, f"dense {len(classes)}"])), takes(layers, n, (height, width)), seed=plan.seed
    )
    mean, spread = float(images.pixels.mean()), float(images.pixels.std()) or 1.0
    names = tuple(f"pixel {i},{j}" for i in range(height) for j in range(width))
    model = Recogniser(network, classes, np.full(n, mean), np.full(n, spread), names, (height, width))
    training = taught(model, images.pixels, labels, plan)
    return training, replace(model, network=training.network)


def taught(model: Recogniser, pixels: NDArray[np.uint8], labels: NDArray[np.intp], plan: Plan) -> Training:
    """Its network after learning on from images (m×height×width) with their labels (m,)."""
    shown = moved(pixels) if plan.shift else pixels
    x = model.examples(shown.reshape(len(shown), -1))
    settings = Settings(plan.epochs, BATCH, rate=plan.rate, fall=True, seed=plan.seed)
    return fit(model.network, x, np.tile(labels, len(shown) // len(pixels)), settings)


def moved(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The images, then all of them moved by one pixel down, up, right and left; what comes in is like the edge.

    >>> moved(np.array([[[1, 2], [3, 4]]], np.uint8)).tolist()
    [[[1, 2], [3, 4]], [[1, 2], [1, 2]], [[3, 4], [3, 4]], [[1, 1], [3, 3]], [[2, 2], [4, 4]]]
    """
    height, width = pixels.shape[1:]
    larger = np.pad(pixels, ((0, 0), (1, 1), (1, 1)), mode="edge")
    return np.concatenate([larger[:, i : i + height, j : j + width] for i, j in SHIFTS])
