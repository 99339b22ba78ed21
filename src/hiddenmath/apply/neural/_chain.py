"""Backpropagation: the pullback of layers one after the other is their pullbacks, one before the other."""

from collections.abc import Callable, Sequence

from hiddenmath.apply.neural._layer import Answer, Array

Layer = Callable[..., Answer]


def chain(x: Array, layers: Sequence[Layer], parameters: Sequence[Sequence[Array]]) -> Answer:
    """y = layer_n(… layer_2(layer_1(x))), each with its parameters. Pullback: from the last layer to the first, each
    hands dx to the one before it; answered are dx, and the gradients of each layer's parameters.

    Cost: that of the layers. Source: S. Linnainmaa 1970; D. Rumelhart, G. Hinton, R. Williams, Nature 323 (1986).

    >>> import numpy as np
    >>> from hiddenmath.apply.neural import dense, relu
    >>> y, pullback = chain(np.array([[1.0]]), [dense, relu], [(np.array([[2.0]]), np.array([1.0])), ()])
    >>> y.tolist(), pullback(np.ones((1, 1)))
    ([[3.0]], (array([[2.]]), [(array([[1.]]), array([1.])), ()]))
    """
    pullbacks = []
    for layer, own in zip(layers, parameters, strict=True):
        x, pullback = layer(x, *own)
        pullbacks.append(pullback)

    def back(dy: Array) -> tuple[Array, ...]:
        gradients = []
        for pullback in reversed(pullbacks):
            dy, *own = pullback(dy)
            gradients.append(tuple(own))
        return dy, gradients[::-1]

    return x, back
