"""All windows of an image, and the way back: im2col, and its transpose."""

from typing import Any

from numpy.lib.stride_tricks import as_strided

from hiddenmath.apply.neural._layer import Array, functions


def windows(x: Array, k: int) -> Array:
    """X[·, i, j, :] = x[·, i : i + k, j : j + k, :] in one row: each window of k×k pixels.

    Shapes: x (m×H×W×C) → X (m×(H−k+1)×(W−k+1)×kkC). Windows overlap, so they are laid over x by its strides, and only
    the rows made of them are a copy. Cost: k² times the memory of x.

    >>> import numpy as np
    >>> windows(np.arange(6).reshape(1, 2, 3, 1), 2).tolist()
    [[[[0, 1, 3, 4], [1, 2, 4, 5]]]]
    """
    m, H, W, C = x.shape
    size = (m, H - k + 1, W - k + 1, k, k, C)
    if functions(x).__name__ == "numpy":
        image, row, column, channel = x.strides
        seen: Any = as_strided(x, size, (image, row, column, row, column, channel), writeable=False)
    else:
        image, row, column, channel = x.stride()
        seen = x.as_strided(size, (image, row, column, row, column, channel))
    return seen.reshape(*size[:3], k * k * C)


def added(dX: Array, x: Array, k: int) -> Array:
    """The transpose of `windows`: dx, where each pixel of x is the sum of its places in all windows.

    >>> import numpy as np
    >>> added(np.ones((1, 1, 2, 4)), np.zeros((1, 2, 3, 1)), 2).reshape(2, 3).tolist()
    [[1.0, 2.0, 1.0], [1.0, 2.0, 1.0]]
    """
    m, H, W, C = x.shape
    h, w = H - k + 1, W - k + 1
    dX, dx = dX.reshape(m, h, w, k, k, C), functions(x).zeros_like(x)
    for u in range(k):  # row u of all windows that begin in column j: k·C numbers lie together there and in dx
        for j in range(w):
            dx[:, u : u + h, j : j + k] += dX[:, :, j, u]
    return dx
