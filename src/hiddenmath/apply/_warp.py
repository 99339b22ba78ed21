"""An image moved by a matrix: for each pixel of the new image, where it comes from in the old one."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.linalg._telling import tell

Array = NDArray[np.float64]
Interpolation = Literal["nearest", "linear", "cubic"]
AT_ONCE = 1 << 16  # pixels: coordinates and weights stay in the cache
FAR = 1e6  # pixels
MOST_SAMPLES = 8  # a side, within one new pixel


def warp(
    pixels: NDArray[Any],
    inverse: Array,
    shape: tuple[int, int],
    how: Interpolation = "linear",
    background: float | None = 0.0,
) -> Array:
    """new[i, j] = old at the place (x, y), where (x w, y w, w) = inverse (j, i, 1): shape (height, width[, channels]).

    Pixels are points at whole numbers, x to the right and y down. Between them "linear" weighs the four neighbours,
    "cubic" sixteen (Catmull–Rom, which keeps edges sharp and may overshoot), "nearest" takes one. Beyond the edge, and
    behind the eye (w ≤ 0), lies the background; where that is None, the pixels of the edge go on for ever. The same as
    `skimage.transform.warp` in its modes "constant" and "edge". Some rows at a time, on all cores.
    """
    old, new = _bordered(pixels, background), np.empty((*shape, *pixels.shape[2:]))
    at_once = max(1, AT_ONCE // shape[1])
    columns = np.arange(shape[1], dtype=np.float64)

    def strip(top: int) -> Array:
        rows = np.arange(top, min(top + at_once, shape[0]), dtype=np.float64)
        return _sample(old, *places(inverse, columns, rows), how)

    tops = range(0, shape[0], at_once)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for top, light in zip(tops, pool.map(strip, tops), strict=True):
            new[top : top + at_once] = np.moveaxis(light, 0, -1).reshape(-1, *new.shape[1:])
            tell("Moving pixels", top, shape[0])
    return new


def places(M: Array, columns: Array, rows: Array) -> tuple[Array, Array]:
    """Where the map M (3×3) takes each (column, row): two matrices len(rows)×len(columns); far outside where that is
    behind the eye."""
    x, y, w = (m[0] * columns[None, :] + (m[1] * rows[:, None] + m[2]) for m in M)
    seen = w > 0
    w[~seen] = 1.0
    return tuple(np.where(seen, np.clip(place / w, -FAR, FAR), -FAR) for place in (x, y))  # type: ignore[return-value]


class _Bordered(NamedTuple):
    """An image with one more pixel on each side, which stands for all beyond: its channels, each as one row."""

    channels: NDArray[Any]
    height: int
    width: int


def _bordered(pixels: NDArray[Any], background: float | None) -> _Bordered:
    height, width = pixels.shape[:2]
    planes = np.moveaxis(pixels.reshape(height, width, -1), 2, 0)
    sides = ((0, 0), (1, 1), (1, 1))
    if background is None:
        padded = np.pad(planes, sides, mode="edge")
    else:
        padded = np.pad(planes, sides, constant_values=background)
    return _Bordered(padded.reshape(len(planes), -1), height, width)


def _sample(old: _Bordered, x: Array, y: Array, how: Interpolation) -> Array:
    """The image at places between its pixels, channel by channel: the sum of the neighbours, each with its weight."""
    total = np.zeros((len(old.channels), *x.shape))
    for weight, place in _neighbours(old, x, y, how):
        for light, channel in zip(total, old.channels, strict=True):
            light += weight * channel.take(place, mode="clip")
    return total


def _neighbours(old: _Bordered, x: Array, y: Array, how: Interpolation) -> Iterator[tuple[Array | float, Any]]:
    """Weights, and where in the bordered image the neighbours of all places stand."""
    width = old.width + 2

    def row(i: Any) -> Any:
        return (np.clip(i, -1, old.height) + 1) * width + 1

    def column(j: Any) -> Any:
        return np.clip(j, -1, old.width)

    if how == "nearest":
        yield 1.0, row(np.rint(y).astype(int)) + column(np.rint(x).astype(int))
        return
    left, top = np.floor(x), np.floor(y)
    weights, first = (_linear, 0) if how == "linear" else (_cubic, -1)
    downs, acrosses = weights(y - top), weights(x - left)
    i, j = top.astype(int), left.astype(int)
    columns = [column(j + first + k) for k in range(len(acrosses))]
    for k, down in enumerate(downs):
        above = row(i + first + k)
        for across, beside in zip(acrosses, columns, strict=True):
            yield down * across, above + beside


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
    pixels: NDArray[Any],
    inverse: Array,
    shape: tuple[int, int],
    how: Interpolation = "linear",
    background: float | None = 0.0,
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
