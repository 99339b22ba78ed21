"""Pictures of neural networks: what their layers do, how they learn, what they look at."""

import base64
from collections.abc import Sequence
from typing import cast

import numpy as np

from hiddenmath.data import Images
from hiddenmath.show._values import light, numbers, text
from hiddenmath.show._widget import Widget, widget

MOST_POINTS = 400
LARGEST_KERNEL = 5


def attention(letters: Sequence[str], weights: object = None, *, model: object = "shakespeare") -> Widget:
    """Which letters, or words, look at which: a row of shares for each (T×T), for each head, or layers × heads × T×T.

    Without weights `letters` is a sentence to type on, which a transformer follows at every key: `model` is one that
    `generate` saved (a path or bytes), or "shakespeare", which comes along. Raises ValueError for other shapes, and for
    a model that cannot run in a browser, InputError for a file that is no such model.

    >>> attention("ab", [[1, 0], [0.3, 0.7]]).attributes["letters"]
    ['a', 'b']
    >>> attention("To be, or not to be").attributes["sentence"]
    'To be, or not to be'
    """
    if weights is None:
        return widget("attention", sentence="".join(letters), model=_transformer(model))
    P, T = np.asarray(weights, dtype=np.float64), len(letters)
    if not 2 <= P.ndim <= 4 or P.shape[-2:] != (T, T):
        raise ValueError(f"There are {T} letters, and weights of shape {P.shape}, which end in {T}×{T}.")
    return widget("attention", letters=list(letters), weights=P.reshape((1,) * (4 - P.ndim) + P.shape).tolist())


def _transformer(model: object) -> str:
    """An address that holds all of it."""
    from hiddenmath.apply import File
    from hiddenmath.apply._letter_model import LetterModel
    from hiddenmath.apply._typed_sentence import TRANSFORMERS, follows, shipped_transformer

    found = LetterModel.load(shipped_transformer(model) if model in TRANSFORMERS else cast(File, model))
    if not follows(found):
        raise ValueError(
            f"{found.network!r} does not run in a browser: it has no self_attention, a layer that is only here, or "
            "more than 500,000 parameters."
        )
    return f"data:application/octet-stream;base64,{base64.b64encode(found.save()).decode()}"


def convolution(pixels: object, kernel: object = "blur") -> Widget:
    """A photo (m×n or m×n×3 uint8) under a kernel, up to 5×5 or a name: "blur", "sharpen", "left–right", …

    Raises ValueError for other arrays, and for larger kernels.

    >>> convolution(np.zeros((9, 9), dtype=np.uint8), [[1, 0, -1]]).attributes["kernel"]
    '1 0 -1'
    """
    seen, address = light(pixels)
    name = kernel if isinstance(kernel, str) else _kernel(kernel)
    return widget("convolution", src=address, width=96, mode="grey" if seen.ndim == 2 else "colour", kernel=name)


def _kernel(kernel: object) -> str:
    K = numbers("kernel", kernel, dimensions=(2,))
    if max(K.shape) > LARGEST_KERNEL:
        raise ValueError(f"The kernel has shape {K.shape}. It is drawn up to {LARGEST_KERNEL}×{LARGEST_KERNEL}.")
    return text(K)


def digit(model: object = "dense", images: Images | None = None) -> Widget:
    """A board to draw a digit on; a network reads it at every stroke, with all its matrices and the pixels that pulled.

    `model` is one that `digits` saved (a path or bytes), or the name of one that comes along: "linear", "dense" or
    "convolution". `images`, of the model's size: the first of each kind can be put on the board. Raises ValueError for
    a model that cannot run in a browser and for images of another size, InputError for a file that is no such model.

    >>> digit("linear").attributes["network"]["architecture"]
    'dense 10'
    """
    from hiddenmath.apply import File
    from hiddenmath.apply._digit_picture import SHIPPED, digit_picture, shipped_digit
    from hiddenmath.apply.neural._recogniser import Recogniser

    if isinstance(model, str) and model in SHIPPED and images is None:
        return widget("digit", sample=3, **shipped_digit(model))
    found = Recogniser.load(cast(File, model))
    if images is not None and images.pixels.shape[1:] != found.size:
        given, wanted = ("×".join(map(str, size)) for size in (images.pixels.shape[1:], found.size))
        raise ValueError(f"The images have {given} pixels, and the model reads {wanted}.")
    picture = digit_picture(found, images)
    if picture is None:
        raise ValueError(
            f"{found.network!r} does not run in a browser: it takes no images, has a layer that is only here, "
            "or more than 500,000 parameters."
        )
    return widget("digit", **picture.attributes)


def net(
    X: object,
    y: object,
    *,
    layers: Sequence[int] = (4,),
    bend: str = "tanh",
    rate: float = 0.3,
    batch: int = 0,
    seed: int = 1,
) -> Widget:
    """A network that is trained while one looks: points X (m×2) with labels y (m,) of 0 or 1, m at most 400.

    `layers`: the units of up to three hidden layers, 1 to 8 each; `bend` "relu" or "tanh"; `batch` 0 takes all points
    at each step. Raises ValueError for other points, labels and layers.

    >>> net([[0, 1], [2, 3]], [0, 1], layers=[4, 2]).attributes["layers"]
    '4 2'
    """
    points, labels = numbers("X", X, dimensions=(2,)), numbers("y", y, dimensions=(1,))
    if points.shape != (len(labels), 2) or len(labels) > MOST_POINTS:
        raise ValueError(
            f"X has shape {points.shape} and y {labels.shape}. X is m×2 and y (m,), with m at most {MOST_POINTS}."
        )
    if not np.isin(labels, (0, 1)).all():
        raise ValueError(f"The labels are {np.unique(labels)[:5].tolist()}. They are 0 and 1.")
    if len(layers) > 3 or not all(1 <= width <= 8 for width in layers):
        raise ValueError(f"layers is {list(layers)}. There are at most three, of 1 to 8 units.")
    if bend not in ("relu", "tanh"):
        raise ValueError(f'bend is {bend!r}. It is "relu" or "tanh".')
    return widget(
        "net",
        points=np.column_stack([points, labels]).tolist(),
        layers=" ".join(map(str, layers)),
        bend=bend,
        rate=rate,
        batch=batch,
        seed=seed,
    )


def recurrent(Wh: object, *, steps: int = 30, bend: str = "linear") -> Widget:
    """h_t = bend(x_t + h_{t−1} Wh) after an impulse, Wh (2×2): its states, eigenvalues, and the gradient going back.

    `bend`: "linear" or "tanh". Raises ValueError where Wh is not 2×2.

    >>> recurrent([[0.9, -0.4], [0.4, 0.9]], bend="tanh").attributes
    {'wh': '0.9 -0.4; 0.4 0.9', 'steps': 30, 'bend': 'tanh'}
    """
    W = numbers("Wh", Wh, dimensions=(2,))
    if W.shape != (2, 2):
        raise ValueError(f"Wh has shape {W.shape}. The state is seen with two numbers: Wh is 2×2.")
    return widget("recurrent", wh=text(W), steps=steps, bend=bend)
