"""Structural similarity, compiled: see `apply._quality`."""

from typing import Any

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def total(image: Any, other: Any, side: int, first: int, last: int, c1: float, c2: float) -> float:
    """The sum of the similarities of all windows of side×side pixels that begin in rows `first` … `last` − 1 of one
    channel each (height × width × channels).

    For each column the sums over the rows of a window are kept, and from row to row lose one pixel and gain one; so do
    the sums of a window, from column to column.
    """
    width, channels = image.shape[1], image.shape[2]
    count = side * side
    unbiased = count / max(1, count - 1)
    found = 0.0
    for c in range(channels):
        columns = np.zeros((4, width))  # of x, y, x² + y² and x y
        for i in range(first, last + side - 1):
            _take(columns, image, other, i, c, 1.0)
            if i < first + side - 1:
                continue
            if i >= first + side:
                _take(columns, image, other, i - side, c, -1.0)
            x = y = squares = products = 0.0
            for j in range(width):
                x, y = x + columns[0, j], y + columns[1, j]
                squares, products = squares + columns[2, j], products + columns[3, j]
                if j < side - 1:
                    continue
                if j >= side:
                    x, y = x - columns[0, j - side], y - columns[1, j - side]
                    squares, products = squares - columns[2, j - side], products - columns[3, j - side]
                mx, my = x / count, y / count
                spread = unbiased * (squares / count - (mx * mx + my * my))
                common = unbiased * (products / count - mx * my)
                found += (2 * mx * my + c1) * (2 * common + c2) / ((mx * mx + my * my + c1) * (spread + c2))
    return found


@njit(cache=True, nogil=True, inline="always")
def _take(columns: Any, image: Any, other: Any, i: int, c: int, sign: float) -> None:
    """Adds row i to the sums of the columns, or takes it away."""
    for j in range(columns.shape[1]):
        x, y = float(image[i, j, c]), float(other[i, j, c])
        columns[0, j] += sign * x
        columns[1, j] += sign * y
        columns[2, j] += sign * (x * x + y * y)
        columns[3, j] += sign * (x * y)
