"""Convolution: a small kernel over every place of an image, as one matrix product."""

from hiddenmath.apply.neural._dense import dense
from hiddenmath.apply.neural._layer import Answer, Array, must_fit
from hiddenmath.apply.neural._windows import added, windows


def convolution(x: Array, K: Array, b: Array, first: bool = False) -> Answer:
    """y[i, j, f] = b[f] + Σ x[i+u, j+v, c] K[u, v, c, f] over u, v, c. With the windows of x as the rows of X, and K as
    a matrix M with a column for each kernel, that is y = X M + b.

    Shapes: x (m×H×W×C), K (k×k×C×F), b (F,) → y (m×(H−k+1)×(W−k+1)×F). `first` as in `dense`.
    Pullback: dX = dy Mᵀ, dM = Xᵀ dy, db = 1ᵀ dy, as in `dense`; dK is dM in the shape of K, and each pixel gets the sum
    over all windows in which it stands: dx[i, j, c] = Σ dX[i−u, j−v, (u, v, c)] over u, v.
    Cost: 2kkCF operations a place. Raises InputError for other channels, and for kernels larger than the image.
    Source: K. Chellapilla, S. Puri, P. Simard, "High Performance Convolutional Neural Networks for Document
    Processing", 2006.

    >>> import numpy as np
    >>> y, pullback = convolution(np.ones((1, 3, 3, 1)), np.ones((2, 2, 1, 1)), np.zeros(1))
    >>> y.reshape(2, 2).tolist(), pullback(y)[0].reshape(3, 3).tolist()
    ([[4.0, 4.0], [4.0, 4.0]], [[4.0, 8.0, 4.0], [8.0, 16.0, 8.0], [4.0, 8.0, 4.0]])
    """
    k = len(K)
    fits = len(x.shape) == 4 and x.shape[3] == K.shape[2] and min(x.shape[1:3]) >= k
    must_fit("convolution", fits, "x is images×height×width×C, K is k×k×C×F, and no kernel is larger", x=x, K=K)
    X, M = windows(x, k), K.reshape(-1, K.shape[3])
    y, back = dense(X, M, b, first)

    def pullback(dy: Array) -> tuple[Array, ...]:
        dX, dM, db = back(dy)
        return None if first else added(dX, x, k), dM.reshape(K.shape), db

    return y, pullback
