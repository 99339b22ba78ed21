"""Clipping: a gradient that is too long is shortened."""

from collections.abc import Sequence
from math import sqrt

from hiddenmath.apply.neural._layer import Array


def clip(gradient: Sequence[Array], longest: float) -> float:
    """g ← g · min(1, longest/‖g‖), in place, where g is all arrays of the gradient together; answers ‖g‖ as it was.

    Source: R. Pascanu, T. Mikolov, Y. Bengio, "On the Difficulty of Training Recurrent Neural Networks", ICML 2013.

    >>> import numpy as np
    >>> g = [np.array([3.0]), np.array([4.0])]
    >>> clip(g, 1.0), g
    (5.0, [array([0.6]), array([0.8])])
    """
    length = sqrt(sum(float(g.reshape(-1) @ g.reshape(-1)) for g in gradient))
    if length > longest:
        for g in gradient:
            g *= longest / length
    return length
