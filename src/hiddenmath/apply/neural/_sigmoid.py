"""The sigmoid: bends a number into (0, 1)."""

from hiddenmath.apply.neural._layer import Answer, Array, functions


def sigmoid(x: Array) -> Answer:
    """y = 1/(1 + e^−x), entry by entry. Pullback: dx = dy y (1 − y).

    Shapes: any, the same for all. Cost: one hyperbolic tangent an entry.

    >>> import numpy as np
    >>> y, pullback = sigmoid(np.array([0.0]))
    >>> y, pullback(np.array([8.0]))
    (array([0.5]), (array([2.]),))
    """
    y = (1 + functions(x).tanh(x / 2)) / 2  # the same number, but no power of e overflows

    def pullback(dy: Array) -> tuple[Array, ...]:
        return (dy * y * (1 - y),)

    return y, pullback
