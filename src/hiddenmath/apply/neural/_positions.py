"""Positions: each place of a sequence gets a vector of its own, so that order counts."""

from hiddenmath.apply.neural._layer import Answer, Array, must_fit


def positions(x: Array, P: Array) -> Answer:
    """y = x + P, for each sequence. Pullback: dx = dy, dP = Σ dy over the sequences.

    Shapes: x (m×T×n), P (T×n) → y (m×T×n). Cost: one addition an entry. Raises InputError for other shapes.
    Source: J. Gehring et al., "Convolutional Sequence to Sequence Learning", ICML 2017, section 3.1.

    >>> import numpy as np
    >>> y, pullback = positions(np.zeros((2, 1, 2)), np.array([[1.0, 2.0]]))
    >>> y.tolist(), pullback(y)[1].tolist()
    ([[[1.0, 2.0]], [[1.0, 2.0]]], [[2.0, 4.0]])
    """
    must_fit("positions", tuple(x.shape[1:]) == tuple(P.shape), "x is m×T×n, P is T×n", x=x, P=P)

    def pullback(dy: Array) -> tuple[Array, ...]:
        return dy, dy.sum(axis=0)

    return x + P, pullback
