"""Each example as one row."""

from math import prod

from hiddenmath.apply.neural._layer import Answer, Array


def flatten(x: Array) -> Answer:
    """y = the entries of each example in a row, in their order. Pullback: dx = dy in the old shape.

    Shapes: x (m×a×b×…) → y (m×ab…). Cost: none.

    >>> import numpy as np
    >>> y, pullback = flatten(np.ones((2, 3, 4)))
    >>> y.shape, pullback(y)[0].shape
    ((2, 12), (2, 3, 4))
    """

    def pullback(dy: Array) -> tuple[Array, ...]:
        return (dy.reshape(x.shape),)

    return x.reshape(len(x), prod(x.shape[1:])), pullback
