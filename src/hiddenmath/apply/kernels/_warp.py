"""Pixels moved by a matrix, compiled: see `apply._warp`."""

from typing import Any

import numpy as np
from numba import njit

NEAREST, LINEAR, CUBIC = 0, 1, 2
FAR = 1e6  # pixels


@njit(cache=True, nogil=True, error_model="numpy")
def rows(old: Any, M: Any, how: int, edge: bool, background: float, offsets: Any, first: int, new: Any) -> None:
    """Rows `first` … of the new image (new: rows × width × channels), in place: each pixel is the mean of the points at
    these offsets to its right and below, of which each takes its light where M (3×3) leads in the old image."""
    across, down, k = np.empty(4), np.empty(4), len(offsets)
    for r in range(new.shape[0]):
        for j in range(new.shape[1]):
            total = (0.0, 0.0, 0.0)
            for p in range(k):
                for q in range(k):
                    x, y = _place(M, j + offsets[q], first + r + offsets[p])
                    left, top, side = _weights(x, y, how, across, down)
                    total = _add(total, old, left, top, side, across, down, edge, background)
            for c in range(new.shape[2]):
                new[r, j, c] = total[c] / (k * k)


@njit(cache=True, nogil=True, inline="always", error_model="numpy")
def _place(M: Any, column: float, row: float) -> Any:
    """Where M leads; far outside where that is behind the eye."""
    x = M[0, 0] * column + (M[0, 1] * row + M[0, 2])
    y = M[1, 0] * column + (M[1, 1] * row + M[1, 2])
    w = M[2, 0] * column + (M[2, 1] * row + M[2, 2])
    if w <= 0:
        return -FAR, -FAR
    if w != 1:
        x, y = x / w, y / w
    return min(max(x, -FAR), FAR), min(max(y, -FAR), FAR)


@njit(cache=True, nogil=True, inline="always")
def _weights(x: float, y: float, how: int, across: Any, down: Any) -> Any:
    """The first column and row of the side×side neighbours, and in `across` and `down` how much they weigh."""
    if how == NEAREST:
        across[0] = down[0] = 1.0
        return _nearest(x), _nearest(y), 1
    left, top = int(np.floor(x)), int(np.floor(y))
    if how == LINEAR:
        across[1], down[1] = x - left, y - top
        across[0], down[0] = 1 - across[1], 1 - down[1]
        return left, top, 2
    _cubic(x - left, across)
    _cubic(y - top, down)
    return left - 1, top - 1, 4


@njit(cache=True, nogil=True, inline="always")
def _nearest(x: float) -> int:
    """Of two whole numbers as near, the one that is further from zero: so each pixel is enlarged by as much."""
    return int(np.floor(x + 0.5)) if x >= 0 else int(np.ceil(x - 0.5))


@njit(cache=True, nogil=True, inline="always")
def _cubic(t: float, weights: Any) -> None:
    """Catmull–Rom: the cubic through the two inner points whose slopes there are those of their neighbours."""
    weights[0] = 0.5 * t * (-1 + t * (2 - t))
    weights[1] = 1 + 0.5 * t * t * (-5 + 3 * t)
    weights[2] = 0.5 * t * (1 + t * (4 - 3 * t))
    weights[3] = 0.5 * t * t * (t - 1)


@njit(cache=True, nogil=True, inline="always")
def _add(
    total: Any, old: Any, left: int, top: int, side: int, across: Any, down: Any, edge: bool, background: float
) -> Any:
    """The light of three channels (or one, three times) and that of the neighbours, each with its weight."""
    height, width, channels = old.shape
    red, green, blue = total
    inner = left >= 0 and top >= 0 and left + side <= width and top + side <= height
    for u in range(side):
        for v in range(side):
            weight, i, j = down[u] * across[v], top + u, left + v
            if not inner:
                inside = 0 <= i < height and 0 <= j < width
                if not (inside or edge):
                    red, green, blue = (
                        red + weight * background,
                        green + weight * background,
                        blue + weight * background,
                    )
                    continue
                i, j = min(max(i, 0), height - 1), min(max(j, 0), width - 1)
            pixel = old[np.uint64(i), np.uint64(j)]  # never below 0, which need not be asked each time then
            red, green, blue = (
                red + weight * pixel[0],
                green + weight * pixel[channels // 2],
                blue + weight * pixel[channels - 1],
            )
    return red, green, blue
