"""ReLU: what is negative becomes 0."""

from hiddenmath.apply.neural._layer import Answer, Array


def relu(x: Array) -> Answer:
    """y = max(x, 0), entry by entry. Pullback: dx = dy where x > 0, else 0.

    Shapes: any, the same for all. Cost: one comparison an entry.
    Source: V. Nair, G. Hinton, "Rectified Linear Units Improve Restricted Boltzmann Machines", ICML 2010.

    >>> import numpy as np
    >>> y, pullback = relu(np.array([-1.0, 2.0]))
    >>> y, pullback(np.array([5.0, 5.0]))
    (array([0., 2.]), (array([0., 5.]),))
    """
    y = x.clip(0)

    def pullback(dy: Array) -> tuple[Array, ...]:
        return (dy * (y > 0),)

    return y, pullback
