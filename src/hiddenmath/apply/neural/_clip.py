"""Clipping: a gradient that is too long is shortened."""

from math import sqrt

from hiddenmath.apply.neural._layer import Array


def clip(g: Array, longest: float) -> float:
    """g ← g · min(1, longest/‖g‖), in place; answers ‖g‖ as it was.

    Source: R. Pascanu, T. Mikolov, Y. Bengio, "On the Difficulty of Training Recurrent Neural Networks", ICML 2013.

    >>> import numpy as np
    >>> g = np.array([3.0, 4.0])
    >>> clip(g, 1.0), g
    (5.0, array([0.6, 0.8]))
    """
    length = sqrt(float(g @ g))
    if length > longest:
        g *= longest / length
    return length
