"""A trained network that learns something new by thin matrices beside its weights, which stand still."""

from functools import partial

import numpy as np

from hiddenmath.apply.neural._architecture import Parameter, Part
from hiddenmath.apply.neural._factored import LINEAR
from hiddenmath.apply.neural._layer import Answer, Array, functions
from hiddenmath.apply.neural._low_rank_update import low_rank_update
from hiddenmath.apply.neural._network import Network


def adapted(network: Network, rank: int, seed: int = 0) -> Network:
    """The network with a `low_rank_update` of this rank beside each dense layer and convolution that stands in no
    residual block, and nothing else to learn.

    It begins as the network itself: A is drawn from `seed`, B is 0. Raises InputError for one without such a layer.

    >>> adapted(Network("dense 6, relu, dense 2", (8,)), 1)
    Network('dense 6 + rank 1, relu, dense 2 + rank 1', (8,)): 22 parameters
    """
    pairs = zip(network.parts, network.parameters, strict=True)
    parts = [_beside(part, own, rank) if part.name in LINEAR else _still(part, own) for part, own in pairs]
    return Network.of(parts, network.takes, seed=seed)


def merged(network: Network, learned: Network) -> Network:
    """The network with what an `adapted` one learned added to its weights: W + A B, so that it costs nothing more."""
    sums = network.copy()
    for own, pair in zip(sums.parameters, learned.parameters, strict=True):
        if pair:
            A, B = pair
            own[0] += A @ B
    return sums


def _still(part: Part, own: list[Array]) -> Part:
    """A layer whose parameters do not learn."""

    def layer(x: Array) -> Answer:
        y, pullback = part.layer(x, *own)
        return y, lambda dy: pullback(dy)[:1]

    return part._replace(layer=layer, parameters=())


def _beside(part: Part, own: list[Array], rank: int) -> Part:
    W, b = own
    *inputs, outputs = W.shape
    r = min(rank, int(np.prod(inputs)), outputs)
    none = functions(W).zeros(r, dtype=W.dtype, device=W.device)
    A = Parameter("A", (*inputs, r), 0.0, 1 / float(np.prod(inputs)) ** 0.5)
    layer = partial(
        low_rank_update,
        still=lambda x: part.layer(x, W, b),
        thin=lambda x, A: part.layer(x, A, none),
    )
    return Part(f"{part.words} + rank {r}", layer, (A, Parameter("B", (r, outputs))), part.takes, part.gives)
