"""Softmax: numbers become shares."""

from hiddenmath.apply.neural._layer import Answer, Array, functions


def softmax(x: Array) -> Answer:
    """y = e^x / Σ e^x, for each row. Pullback: dx = y (dy − Σ y dy).

    Shapes: any, the same for all; a row is along the last axis. Cost: one power an entry.
    Source: J. Bridle, "Probabilistic Interpretation of Feedforward Classification Network Outputs", 1990.

    >>> import numpy as np
    >>> y, pullback = softmax(np.array([0.0, np.log(3)]))
    >>> y.round(4), pullback(np.array([1.0, 0.0]))[0].round(4)
    (array([0.25, 0.75]), array([ 0.1875, -0.1875]))
    """
    xp = functions(x)
    y = xp.exp(x - xp.max(x, axis=-1, keepdims=True))  # the same shares, but no power of e overflows
    y /= y.sum(axis=-1, keepdims=True)

    def pullback(dy: Array) -> tuple[Array, ...]:
        return (y * (dy - (y * dy).sum(axis=-1, keepdims=True)),)

    return y, pullback
