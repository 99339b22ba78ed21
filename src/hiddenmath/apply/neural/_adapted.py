"""A trained network that learns something new by thin matrices beside its weights, which stand still."""

from functools import partial

import numpy as np

from hiddenmath.apply.neural._architecture import Parameter, Part
from hiddenmath.apply.neural._chain import Layer
from hiddenmath.apply.neural._dense import dense
from hiddenmath.apply.neural._factored import LINEAR
from hiddenmath.apply.neural._layer import Answer, Array, functions
from hiddenmath.apply.neural._network import Network


def update(x: Array, A: Array, B: Array, still: Layer, thin: Layer) -> Answer:
    """y = still(x) + thin(x, A) B: a layer whose weights stand still, and a product of two thin matrices that learns.

    Shapes, for a dense layer: x (…×m), A (m×r), B (r×n) → y (…×n); `still` and `thin` are the layer with its own
    weights and shift, and without. Pullback: dB = thin(x, A)ᵀ dy, dA = xᵀ (dy Bᵀ), and dx the sum of both ways.
    Source: E. Hu et al., "LoRA: Low-Rank Adaptation of Large Language Models", ICLR 2022.

    >>> x, W, b = np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]), np.array([5.0])
    >>> still, thin = (lambda x: dense(x, W, b)), (lambda x, A: dense(x, A, np.zeros(1)))
    >>> y, pullback = update(x, np.array([[1.0], [1.0]]), np.array([[0.0]]), still, thin)
    >>> y, pullback(np.array([[1.0]]))[2]
    (array([[16.]]), array([[3.]]))
    """
    y, still_back = still(x)
    h, thin_back = thin(x, A)
    z, product_back = dense(h, B, functions(B).zeros(B.shape[1], dtype=B.dtype, device=B.device))

    def pullback(dy: Array) -> tuple[Array, ...]:
        dh, dB, _ = product_back(dy)
        dx, dA, *_ = thin_back(dh)
        return None if dx is None else dx + still_back(dy)[0], dA, dB

    return y + z, pullback


def adapted(network: Network, rank: int, seed: int = 0) -> Network:
    """The network with an `update` of this rank beside each dense layer and convolution, and nothing else to learn.

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
        update,
        still=lambda x: part.layer(x, W, b),
        thin=lambda x, A: part.layer(x, A, none),
    )
    return Part(f"{part.words} + rank {r}", layer, (A, Parameter("B", (r, outputs))), part.takes, part.gives)
