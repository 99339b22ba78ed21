"""Gradient descent on batches, with momentum or without."""

from hiddenmath.apply.neural._layer import Array


def sgd(theta: Array, g: Array, rate: float) -> None:
    """θ ← θ − rate · g, in place. θ and g: parameters and their gradient, which is used up.

    Source: H. Robbins, S. Monro, "A Stochastic Approximation Method", 1951.

    >>> import numpy as np
    >>> theta = np.array([1.0, 2.0])
    >>> sgd(theta, np.array([10.0, 0.0]), rate=0.1)
    >>> theta
    array([0., 2.])
    """
    g *= rate  # in g's own memory: with a hundred thousand parameters a new one costs as much as the step
    theta -= g


def momentum(theta: Array, g: Array, v: Array, rate: float, keep: float = 0.9) -> None:
    """v ← keep · v + g, then θ ← θ − rate · v, in place: a ball that rolls. v is 0 at first.

    Source: B. Polyak 1964; as PyTorch has it.

    >>> import numpy as np
    >>> theta, v = np.array([0.0]), np.array([1.0])
    >>> momentum(theta, np.array([0.0]), v, rate=1.0)
    >>> theta, v
    (array([-0.9]), array([0.9]))
    """
    v *= keep
    v += g
    theta -= rate * v
