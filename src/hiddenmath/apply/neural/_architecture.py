"""A network in words: "convolution 8 5, relu, pool 2, flatten, dense 10"."""

from collections.abc import Callable
from difflib import get_close_matches
from functools import partial
from math import prod, sqrt
from typing import NamedTuple

from hiddenmath.apply.neural._chain import Layer
from hiddenmath.apply.neural._convolution import convolution
from hiddenmath.apply.neural._dense import dense
from hiddenmath.apply.neural._embedding import embedding
from hiddenmath.apply.neural._flatten import flatten
from hiddenmath.apply.neural._last import last
from hiddenmath.apply.neural._layer import times
from hiddenmath.apply.neural._layer_norm import layer_norm
from hiddenmath.apply.neural._pool import pool
from hiddenmath.apply.neural._positions import positions
from hiddenmath.apply.neural._recurrent import recurrent
from hiddenmath.apply.neural._relu import relu
from hiddenmath.apply.neural._residual import residual
from hiddenmath.apply.neural._self_attention import self_attention
from hiddenmath.apply.neural._sigmoid import sigmoid
from hiddenmath.apply.neural._tanh import tanh
from hiddenmath.data import InputError

Shape = tuple[int, ...]


class Parameter(NamedTuple):
    """An array of a layer: it begins as normal numbers around `mean`, with the standard deviation `spread`."""

    name: str
    shape: Shape
    mean: float = 0.0
    spread: float = 0.0


class Part(NamedTuple):
    """One layer of a network: in words, as a function, its parameters, and the shapes of one example; of a residual
    block also the layers `within`."""

    words: str
    layer: Layer
    parameters: tuple[Parameter, ...]
    takes: Shape
    gives: Shape
    within: "tuple[Part, ...]" = ()

    @property
    def name(self) -> str:
        return self.words.replace("(", " ").split()[0]


def parts(architecture: str, takes: Shape, begins: bool = True) -> tuple[Part, ...]:
    """The layers of an architecture, for examples of the shape `takes`; `begins`: nothing stands before them.

    Its words: `dense WIDTH`, `convolution KERNELS SIZE`, `pool SIZE`, `recurrent WIDTH`, `embedding WORDS WIDTH`,
    `positions`, `layer_norm`, `self_attention HEADS`, `flatten`, `last`, `relu`, `tanh`, `sigmoid`, and
    `residual(LAYERS)`. Raises InputError for others, and for layers that do not fit onto each other.

    >>> [part.gives for part in parts("convolution 8 5, relu, pool 2, flatten, dense 10", (28, 28, 1))]
    [(24, 24, 8), (24, 24, 8), (12, 12, 8), (1152,), (10,)]
    """
    made: list[Part] = []
    for words in _split(architecture):
        given = made[-1].gives if made else takes
        if words.startswith("residual(") and words.endswith(")"):
            made.append(_residual(words, len(made) + 1, given))
        else:
            made.append(_part(words, len(made) + 1, given, begins and not made))
    if not made:
        raise InputError("The network has no layer.", "Give some, such as: dense 128, relu, dense 10.")
    return tuple(made)


def _split(architecture: str) -> list[str]:
    """The words between the commas that stand in no parentheses.

    >>> _split("dense 3, residual(relu, dense 3),relu")
    ['dense 3', 'residual(relu, dense 3)', 'relu']
    """
    found, depth = [""], 0
    for letter in architecture.replace("\n", ","):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            found.append("")
        else:
            found[-1] += letter
    return [words.strip() for words in found if words.strip()]


def _residual(words: str, number: int, takes: Shape) -> Part:
    within = parts(words.removeprefix("residual(")[:-1], takes, begins=False)
    gives = within[-1].gives
    if gives != takes:
        raise InputError(
            f"Layer {number} ({words}) is given {times(takes)} and adds {times(gives)} to it.",
            f"Let the layers within end with {times(takes)}, too.",
        )
    layers, counts = [part.layer for part in within], [len(part.parameters) for part in within]
    own = (p._replace(name=f"{p.name}_{j}") for j, part in enumerate(within, 1) for p in part.parameters)
    return Part(words, partial(residual, layers=layers, counts=counts), tuple(own), takes, gives, within)


def _part(words: str, number: int, takes: Shape, first: bool) -> Part:
    name, *sizes = words.split()
    if name not in _KINDS:
        close = get_close_matches(name, _KINDS, n=1)
        hint = f"Did you mean {close[0]}? " if close else ""
        raise InputError(
            f"Layer {number} is {words!r}, and there is no layer {name!r}.",
            f"{hint}There are: {', '.join(_KINDS)}, residual(...).",
        )
    make, takes_sizes, dimensions = _KINDS[name]
    if len(sizes) != len(takes_sizes) or not all(size.isdigit() and int(size) > 0 for size in sizes):
        raise InputError(f"Layer {number} is {words!r}.", f"It is written: {' '.join([name, *takes_sizes])}.")
    if dimensions is not None and len(takes) != dimensions:
        wanted = {2: "a sequence (places × numbers)", 3: "an image (height × width × channels)"}[dimensions]
        raise InputError(
            f"Layer {number} ({words}) takes {wanted} and is given {times(takes)}.", "Change what stands before it."
        )
    layer, parameters, gives = make(takes, *map(int, sizes))
    if min(gives) < 1:
        raise InputError(
            f"Layer {number} ({words}) is larger than the {times(takes)} that it is given.", "Make it smaller."
        )
    if first and name in _FIRST:
        layer = partial(layer, first=True)
    return Part(words, layer, parameters, takes, gives)


Made = tuple[Layer, tuple[Parameter, ...], Shape]


def _matrix(name: str, *shape: int) -> Parameter:
    """Normal numbers with variance 2/n for n inputs, so that ReLU leaves the size of its input as it is.

    Source: K. He et al., "Delving Deep into Rectifiers", ICCV 2015.
    """
    return Parameter(name, shape, 0.0, sqrt(2 / prod(shape[:-1])))


def _dense(takes: Shape, width: int) -> Made:
    return dense, (_matrix("W", takes[-1], width), Parameter("b", (width,))), (*takes[:-1], width)


def _convolution(takes: Shape, kernels: int, size: int) -> Made:
    H, W, C = takes
    K = _matrix("K", size, size, C, kernels)
    return convolution, (K, Parameter("b", (kernels,))), (H - size + 1, W - size + 1, kernels)


def _pool(takes: Shape, size: int) -> Made:
    return partial(pool, k=size), (), (takes[0] // size, takes[1] // size, takes[2])


def _recurrent(takes: Shape, width: int) -> Made:
    T, n = takes
    Wh = Parameter("Wh", (width, width), 0.0, 1 / sqrt(width))  # about as many eigenvalues within 1 as without
    return recurrent, (_matrix("Wx", n, width), Wh, Parameter("b", (width,))), (T, width)


def _embedding(takes: Shape, words: int, width: int) -> Made:
    return embedding, (Parameter("E", (words, width), 0.0, 1 / sqrt(width)),), (*takes, width)


def _positions(takes: Shape) -> Made:
    return positions, (Parameter("P", takes, 0.0, 1 / sqrt(takes[-1])),), takes


def _layer_norm(takes: Shape) -> Made:
    return layer_norm, (Parameter("g", takes[-1:], 1.0), Parameter("b", takes[-1:])), takes


def _self_attention(takes: Shape, heads: int) -> Made:
    n = takes[-1]
    if n % heads:
        raise InputError(f"self_attention {heads}: {n} numbers a place cannot be shared by {heads} heads.", "")
    own = (_matrix("W", n, 3 * n), Parameter("b", (3 * n,)), _matrix("V", n, n), Parameter("c", (n,)))
    return partial(self_attention, heads=heads), own, takes


def _bend(layer: Layer) -> Callable[[Shape], Made]:
    return lambda takes: (layer, (), takes)


# For each layer how it is made, the sizes that are written after its name, and how many dimensions an example has.
_KINDS: dict[str, tuple[Callable[..., Made], tuple[str, ...], int | None]] = {
    "dense": (_dense, ("WIDTH",), None),
    "convolution": (_convolution, ("KERNELS", "SIZE"), 3),
    "pool": (_pool, ("SIZE",), 3),
    "recurrent": (_recurrent, ("WIDTH",), 2),
    "embedding": (_embedding, ("WORDS", "WIDTH"), None),
    "positions": (_positions, (), 2),
    "layer_norm": (_layer_norm, (), None),
    "self_attention": (_self_attention, ("HEADS",), 2),
    "flatten": (lambda takes: (flatten, (), (prod(takes),)), (), None),
    "last": (lambda takes: (last, (), takes[1:]), (), 2),
    "relu": (_bend(relu), (), None),
    "tanh": (_bend(tanh), (), None),
    "sigmoid": (_bend(sigmoid), (), None),
}
_FIRST = {"dense", "convolution", "recurrent"}  # layers that leave out dx where nothing stands before them
