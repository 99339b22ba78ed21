"""The last place of a sequence."""

from hiddenmath.apply.neural._layer import Answer, Array, functions


def last(x: Array) -> Answer:
    """y = x_T: of each sequence what stands at its end. Pullback: dx_T = dy, and 0 elsewhere.

    Shapes: x (m×T×n) → y (m×n). Cost: none.

    >>> import numpy as np
    >>> y, pullback = last(np.array([[[1.0], [2.0]]]))
    >>> y.tolist(), pullback(y)[0].tolist()
    ([[2.0]], [[[0.0], [2.0]]])
    """

    def pullback(dy: Array) -> tuple[Array, ...]:
        dx = functions(x).zeros_like(x)
        dx[:, -1] = dy
        return (dx,)

    return x[:, -1], pullback
