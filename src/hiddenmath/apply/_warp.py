"""An image moved by a matrix: for each pixel of the new image, where it comes from in the old one."""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from hiddenmath.linalg._telling import tell

Array = NDArray[np.float64]
Interpolation = Literal["nearest", "linear", "cubic"]
HOW: tuple[Interpolation, ...] = ("nearest", "linear", "cubic")
AT_ONCE = 1 << 16  # pixels: what is rounded is still in the cache
MOST_SAMPLES = 8  # a side, within one new pixel


def warp(
    pixels: NDArray[Any],
    inverse: Array,
    shape: tuple[int, int],
    how: Interpolation = "linear",
    background: float | None = 0.0,
    samples: int = 1,
    dtype: type = np.float64,
) -> NDArray[Any]:
    """new[i, j] = old at the place (x, y), where (x w, y w, w) = inverse (j, i, 1): shape (height, width[, channels]).

    Pixels are points at whole numbers, x to the right and y down. Between them "linear" weighs the four neighbours,
    "cubic" sixteen (Catmull–Rom, which keeps edges sharp and may overshoot), "nearest" takes one. Beyond the edge, and
    behind the eye (w ≤ 0), lies the background; where that is None, the pixels of the edge go on for ever. The same as
    `skimage.transform.warp` in its modes "constant" and "edge". With more `samples` a new pixel is the mean of
    samples×samples points within it. As `dtype` uint8 it is rounded, and cut to 0 … 255. Some rows at a time, on all
    cores; one or three channels.
    """
    from hiddenmath.apply.kernels._warp import rows

    old = np.ascontiguousarray(pixels).reshape(*pixels.shape[:2], -1)
    new: NDArray[Any] = np.empty((*shape, old.shape[2]), dtype)
    M, offsets = np.ascontiguousarray(inverse, np.float64), (np.arange(samples) + 0.5) / samples - 0.5
    at_once = max(1, AT_ONCE // shape[1])

    def strip(top: int) -> None:
        found = np.empty((min(at_once, shape[0] - top), *new.shape[1:]))
        rows(old, M, HOW.index(how), background is None, float(background or 0), offsets, top, found)
        if dtype == np.uint8:
            np.rint(np.clip(found, 0, 255, out=found), out=found)
        new[top : top + at_once] = found

    tops = range(0, shape[0], at_once)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for top, _ in zip(tops, pool.map(strip, tops), strict=True):
            tell("Moving pixels", top, shape[0])
    return new.reshape(*shape, *pixels.shape[2:])


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
    dtype: type = np.float64,
) -> NDArray[Any]:
    """`warp`, where each new pixel is the mean of k×k points within it, as many as `samples_needed` says."""
    k = 1 if how == "nearest" else samples_needed(inverse, shape)
    return warp(pixels, inverse, shape, how, background, k, dtype)
