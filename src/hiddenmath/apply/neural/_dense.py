"""The dense layer: a linear map, and a shift."""

from hiddenmath.apply.neural._layer import Answer, Array, functions, must_fit


def dense(x: Array, W: Array, b: Array, first: bool = False) -> Answer:
    """y = x W + b, for each row of x.

    Shapes: x (…×n), W (n×k), b (k,) → y (…×k). `first`: nothing stands before it, so dx is left out (None).
    Pullback: dx = dy Wᵀ, dW = xᵀ dy, db = 1ᵀ dy, the sum over the rows.
    Cost: 2nk operations a row, twice as many backwards. Raises InputError where x has not n columns.
    Source: I. Goodfellow, Y. Bengio, A. Courville, "Deep Learning" (2016), section 6.5.

    >>> import numpy as np
    >>> y, pullback = dense(np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]), np.array([5.0]))
    >>> y, pullback(np.array([[1.0]]))
    (array([[16.]]), (array([[3., 4.]]), array([[1.], [2.]]), array([1.])))
    """
    must_fit("dense", x.shape[-1] == len(W), "x needs as many columns as W has rows", x=x, W=W)
    rows = x.reshape(-1, len(W))
    y = rows @ W
    y += b

    def pullback(dy: Array) -> tuple[Array, ...]:
        dy = dy.reshape(-1, W.shape[1])
        ones = functions(dy).ones(len(dy), dtype=dy.dtype, device=dy.device)  # a product sums faster than sum does
        return None if first else (dy @ W.T).reshape(x.shape), rows.T @ dy, ones @ dy

    return y.reshape(*x.shape[:-1], W.shape[1]), pullback
