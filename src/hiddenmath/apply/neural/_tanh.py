"""tanh: bends a number into (−1, 1)."""

from hiddenmath.apply.neural._layer import Answer, Array, functions


def tanh(x: Array) -> Answer:
    """y = tanh x, entry by entry. Pullback: dx = dy (1 − y²).

    Shapes: any, the same for all. Cost: one hyperbolic tangent an entry.

    >>> import numpy as np
    >>> y, pullback = tanh(np.array([0.0]))
    >>> y, pullback(np.array([5.0]))
    (array([0.]), (array([5.]),))
    """
    y = functions(x).tanh(x)

    def pullback(dy: Array) -> tuple[Array, ...]:
        return (dy * (1 - y * y),)

    return y, pullback
