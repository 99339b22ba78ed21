"""An image moved by a matrix: for each pixel of the new image, where it comes from in the old one."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Interpolation = Literal["nearest", "linear", "cubic"]
ROWS = 64  # of the new image at a time: coordinates and weights stay in the cache
MOST_SAMPLES = 8  # a side, within one new pixel


def warp(
    pixels: Array, inverse: Array, shape: tuple[int, int], how: Interpolation = "linear", background: float | None = 0.0
) -> Array:
    """new[i, j] = old at the place (x, y), where (x w, y w, w) = inverse (j, i, 1): shape (height, width[, channels]).

    Pixels are points at whole numbers, x to the right and y down. Between them "linear" weighs the four neighbours,
    "cubic" sixteen (Catmull–Rom, which keeps edges sharp and may overshoot), "nearest" takes one. Beyond the edge, and
    behind the eye (w ≤ 0), lies the background; where that is None, the pixels of the edge go on for ever. The same as
    `skimage.transform.warp` in its modes "constant" and "edge".
    """
    new = np.empty((*shape, *pixels.shape[2:]))
    for top in range(0, shape[0], ROWS):
        rows = slice(top, min(top + ROWS, shape[0]))
        x, y = places(
            inverse, np.arange(shape[1], dtype=np.float64), np.arange(top, min(top + ROWS, shape[0]), dtype=np.float64)
        )
        new[rows] = sample(pixels, x, y, how, background)
    return new


def places(M: Array, columns: Array, rows: Array) -> tuple[Array, Array]:
    """Where the map M (3×3) takes each (column, row): two matrices len(rows)×len(columns); NaN behind the eye."""
    x, y, w = (m[0] * columns[None, :] + m[1] * rows[:, None] + m[2] for m in M)
    seen = w > 0
    w = np.where(seen, w, np.nan)
    return x / w, y / w


def sample(pixels: Array, x: Array, y: Array, how: Interpolation, background: float | None) -> Array:
    """The image at places between its pixels: the sum of the neighbours, each with its weight."""
    seen = np.isfinite(x)
    x, y = (np.where(seen, np.clip(place, -1e6, 1e6), -1e6) for place in (x, y))  # far outside
    if how == "nearest":
        return _at(pixels, np.rint(y).astype(int), np.rint(x).astype(int), background)
    left, top = np.floor(x).astype(int), np.floor(y).astype(int)
    weights, first = (_linear, 0) if how == "linear" else (_cubic, -1)
    total = np.zeros((*x.shape, *pixels.shape[2:]))
    for i, down in enumerate(weights(y - top)):
        for j, across in enumerate(weights(x - left)):
            weight = (down * across).reshape(*x.shape, *[1] * (pixels.ndim - 2))
            total += weight * _at(pixels, top + first + i, left + first + j, background)
    return total


def _at(pixels: Array, row: NDArray[np.intp], column: NDArray[np.intp], background: float | None) -> Array:
    height, width = pixels.shape[:2]
    inside = (row >= 0) & (row < height) & (column >= 0) & (column < width)
    found = pixels[np.clip(row, 0, height - 1), np.clip(column, 0, width - 1)]
    if background is None:
        return found
    return np.where(inside.reshape(*inside.shape, *[1] * (pixels.ndim - 2)), found, background)


def _linear(t: Array) -> tuple[Array, ...]:
    return 1 - t, t


def _cubic(t: Array) -> tuple[Array, ...]:
    """Catmull–Rom: the cubic through the two inner points whose slopes there are those of their neighbours."""
    return (
        0.5 * t * (-1 + t * (2 - t)),
        1 + 0.5 * t * t * (-5 + 3 * t),
        0.5 * t * (1 + t * (4 - 3 * t)),
        0.5 * t * t * (t - 1),
    )


def samples_needed(inverse: Array, shape: tuple[int, int]) -> int:
    """How many points of the old image a new pixel covers, to the side: where the image is made smaller, one point is
    not enough, and fine patterns turn into coarse ones that were never there (aliasing).

    The largest singular value of the map's derivative, in the middle and at the corners.
    """
    height, width = shape
    spread = [1.0]
    for column, row in [(width / 2, height / 2), (0, 0), (width, 0), (0, height), (width, height)]:
        x, y, w = inverse @ [column, row, 1.0]
        if w > 0:
            J = (inverse[:2, :2] * w - np.outer([x, y], inverse[2, :2])) / w**2
            spread.append(float(np.linalg.norm(J, 2)))
    return int(min(MOST_SAMPLES, np.ceil(max(spread) - 1e-9)))


def warp_smoothly(
    pixels: Array, inverse: Array, shape: tuple[int, int], how: Interpolation = "linear", background: float | None = 0.0
) -> Array:
    """`warp`, where each new pixel is the mean of k×k points within it, as many as `samples_needed` says."""
    k = samples_needed(inverse, shape)
    if k == 1 or how == "nearest":
        return warp(pixels, inverse, shape, how, background)
    total = np.zeros((*shape, *pixels.shape[2:]))
    offsets = (np.arange(k) + 0.5) / k - 0.5
    for down in offsets:
        for across in offsets:
            shift = np.array([[1, 0, across], [0, 1, down], [0, 0, 1]])
            total += warp(pixels, inverse @ shift, shape, how, background)
    return total / k**2
