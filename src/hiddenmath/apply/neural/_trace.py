"""What went through a network: of each layer the output, and the gradient that came back to it."""

from typing import NamedTuple

from hiddenmath.apply.neural._cross_entropy import cross_entropy
from hiddenmath.apply.neural._layer import Array
from hiddenmath.apply.neural._network import Network


class Trace(NamedTuple):
    """For each layer its output y, dL/dy, and the gradients of its own parameters."""

    loss: float
    outputs: list[Array]
    gradients: list[Array]
    own: list[tuple[Array, ...]]


def traced(network: Network, x: Array, labels: Array) -> Trace:
    """The batch forwards and back, with all that is between."""
    outputs, pullbacks = [], []
    for part, parameters in zip(network.parts, network.parameters, strict=True):
        x, pullback = part.layer(x, *parameters)
        outputs.append(x)
        pullbacks.append(pullback)
    L, surprise = cross_entropy(x, labels)
    (dy,) = surprise()
    gradients, own = [], []
    for pullback in reversed(pullbacks):
        gradients.append(dy)
        dy, *of_parameters = pullback(dy)
        own.append(tuple(of_parameters))
    return Trace(float(L), outputs, gradients[::-1], own[::-1])
