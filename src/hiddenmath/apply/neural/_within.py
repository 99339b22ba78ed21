"""What goes on inside a network for a batch: who looks at whom, and which states it goes through."""

from collections.abc import Iterator, Sequence

from hiddenmath.apply.neural._architecture import Part
from hiddenmath.apply.neural._layer import Array
from hiddenmath.apply.neural._network import Network
from hiddenmath.apply.neural._self_attention import looks


def attended(network: Network, x: Array) -> list[Array]:
    """For each layer of self-attention how much each place looks at each other (m×heads×T×T); rows add up to 1.

    >>> import numpy as np
    >>> (P,) = attended(Network("embedding 5 4, residual(layer_norm, self_attention 2)", (3,)), np.array([[1, 4, 2]]))
    >>> P.shape, P[0, 0, 0].tolist()
    ((1, 2, 3, 3), [1.0, 0.0, 0.0])
    """
    return [
        looks(given, own[0], own[1], heads=int(part.words.split()[1]))
        for part, given, own in _every(network.parts, x, network.parameters)
        if part.name == "self_attention"
    ]


def states(network: Network, x: Array) -> list[Array]:
    """For each recurrent layer its states h_t (m×T×k).

    >>> import numpy as np
    >>> (h,) = states(Network("embedding 5 4, recurrent 6, dense 5", (3,)), np.array([[1, 4, 2]]))
    >>> h.shape
    (1, 3, 6)
    """
    return [
        part.layer(given, *own)[0]
        for part, given, own in _every(network.parts, x, network.parameters)
        if part.name == "recurrent"
    ]


def _every(
    parts: Sequence[Part], x: Array, parameters: Sequence[Sequence[Array]]
) -> Iterator[tuple[Part, Array, Sequence[Array]]]:
    """Each layer, those of residual blocks too, with what it is given and its parameters."""
    for part, own in zip(parts, parameters, strict=True):
        yield part, x, own
        if part.within:
            shares = iter(own)
            yield from _every(part.within, x, [[next(shares) for _ in inner.parameters] for inner in part.within])
        x = part.layer(x, *own)[0]
