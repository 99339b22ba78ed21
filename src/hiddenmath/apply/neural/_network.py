"""A network: layers one after the other, and all their parameters in one vector."""

from collections.abc import Sequence
from functools import cached_property
from math import prod
from typing import Self

import numpy as np

from hiddenmath.apply.neural._architecture import Part, Shape, parts
from hiddenmath.apply.neural._chain import chain
from hiddenmath.apply.neural._layer import Answer, Array, shape, times
from hiddenmath.data import InputError
from hiddenmath.linalg._library import library_of


class Network:
    """`architecture`: its layers in words (see `parts`); `takes`: the shape of one example; `theta` (n,): all
    parameters, in the order of the layers. `parameters` are its stretches in their shapes, by layer, and `arrays` are
    all of them, without a copy. `network(x)` is a layer itself: it answers `(y, pullback)`.

    Without theta the parameters are drawn from `seed`, in float32. A theta of PyTorch makes it a network of tensors on
    their device. Raises InputError for architectures that do not fit, and a theta of another length.

    >>> net = Network("dense 3, relu, dense 2", (4,))
    >>> y, pullback = net(np.ones((5, 4), np.float32))
    >>> y.shape, net.theta.size, [[p.shape for p in own] for own in net.parameters]
    ((5, 2), 23, [[(4, 3), (3,)], [], [(3, 2), (2,)]])
    """

    def __init__(self, architecture: str, takes: Shape, theta: Array | None = None, seed: int = 0) -> None:
        self._hold(parts(architecture, takes), takes, theta, seed)

    @classmethod
    def of(cls, parts: Sequence[Part], takes: Shape, theta: Array | None = None, seed: int = 0) -> Self:
        """A network of these layers, also of such as have no word."""
        made = cls.__new__(cls)
        made._hold(tuple(parts), takes, theta, seed)
        return made

    def _hold(self, parts: tuple[Part, ...], takes: Shape, theta: Array | None, seed: int) -> None:
        self.parts, self.takes = parts, tuple(takes)
        size = sum(prod(parameter.shape) for part in self.parts for parameter in part.parameters)
        if not size:
            raise InputError(f"{self.architecture}: no layer has parameters, so nothing can be learned.", "Add dense.")
        self.theta = _drawn(self.parts, seed) if theta is None else theta
        if tuple(self.theta.shape) != (size,):
            raise InputError(f"theta has {shape(self.theta)} numbers.", f"{self.architecture} has {size:,} parameters.")
        self.parameters = _views(self.parts, self.theta)
        self.arrays = [array for own in self.parameters for array in own]

    @cached_property
    def architecture(self) -> str:
        return ", ".join(part.words for part in self.parts)

    def __repr__(self) -> str:
        return f"Network({self.architecture!r}, {self.takes}): {len(self.theta):,} parameters"

    def __call__(self, x: Array) -> Answer:
        """y (m×…) for a batch x (m×takes). Pullback: dx, and a gradient for each of `arrays`. Where the first layer
        leaves dx out, it is None. Raises InputError for other shapes."""
        if tuple(x.shape[1:]) != self.takes:
            raise InputError(
                f"The network is given {shape(x)}, but takes examples of {times(self.takes)} numbers.",
                f"Its first layer is {self.parts[0].words}.",
            )
        y, back = chain(x, [part.layer for part in self.parts], self.parameters)

        def pullback(dy: Array) -> tuple[Array, ...]:
            dx, gradients = back(dy)
            return dx, [g for own in gradients for g in own]

        return y, pullback

    def copy(self) -> "Network":
        """The same with parameters of its own."""
        return self.moved(self.theta)

    def moved(self, like: Array) -> "Network":
        """The same with parameters of its own where `like` lies: of NumPy or PyTorch, and in its precision."""
        home, there = library_of(self.theta).home(self.theta), library_of(like)
        theta = there.cast(there.send(home.copy()), str(like.dtype).removeprefix("torch."))
        return Network.of(self.parts, self.takes, theta)

    def cast(self, x: Array) -> Array:
        """Examples in the precision of θ; whole numbers for an embedding stay what they are."""
        if self.parts[0].name == "embedding":
            return x
        return library_of(self.theta).cast(x, str(self.theta.dtype).removeprefix("torch."))


def _drawn(parts: tuple[Part, ...], seed: int) -> Array:
    rng = np.random.default_rng(seed)
    every = [parameter for part in parts for parameter in part.parameters]
    drawn = [p.mean + p.spread * rng.standard_normal(prod(p.shape)) for p in every]
    return np.concatenate(drawn).astype(np.float32)


def _views(parts: tuple[Part, ...], theta: Array) -> list[list[Array]]:
    """For each layer its parameters: the stretches of theta in their shapes, not copies."""
    found, begin = [], 0
    for part in parts:
        own = []
        for parameter in part.parameters:
            end = begin + prod(parameter.shape)
            own.append(theta[begin:end].reshape(parameter.shape))
            begin = end
        found.append(own)
    return found
