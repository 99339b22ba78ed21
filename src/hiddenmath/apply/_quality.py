"""How close one image is to another, in the two measures that everyone quotes."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
WINDOW = 7  # pixels to the side, over which SSIM compares
TOP = 255.0
ROWS = 64  # at a time: a large photo is never all in float64


def psnr(image: "NDArray[np.generic]", other: "NDArray[np.generic]") -> float:
    """10 log₁₀(255² / mean((image − other)²)), in decibels; infinite where they are equal.

    Half the error is 6 dB more. Below 25 one sees the loss, above 40 hardly anybody does.

    >>> round(psnr(np.zeros((4, 4)), np.ones((4, 4))), 2)
    48.13
    """
    squares = sum(float(np.sum((x - y) ** 2)) for x, y in _strips(image, other, 1))
    return float(10 * np.log10(TOP**2 * image.size / squares)) if squares else float("inf")


def ssim(image: "NDArray[np.generic]", other: "NDArray[np.generic]") -> float:
    """Structural similarity: 1 for equal images, near 0 for unrelated ones; the mean over windows and channels of

    ((2μxμy + c₁)(2σxy + c₂)) / ((μx² + μy² + c₁)(σx² + σy² + c₂)), with c₁ = (0.01·255)² and c₂ = (0.03·255)².

    The windows are 7×7, smaller where the image is. Source: Wang, Bovik, Sheikh, Simoncelli, "Image quality assessment:
    from error visibility to structural similarity", IEEE Trans. Image Processing 2004.
    """
    side = min(WINDOW, *image.shape[:2])
    side -= 1 - side % 2
    windows = [_similar(x, y, side) for x, y in _strips(image, other, side)]
    return float(sum(similar.sum() for similar in windows) / sum(similar.size for similar in windows))


def _strips(image: "NDArray[np.generic]", other: "NDArray[np.generic]", side: int) -> Iterator[tuple[Array, Array]]:
    """Both images, some rows at a time: as many more as windows of this side need that begin in them."""
    for top in range(0, len(image) - side + 1, ROWS):
        rows = slice(top, top + ROWS + side - 1)
        yield image[rows].astype(np.float64), other[rows].astype(np.float64)


def _similar(x: Array, y: Array, side: int) -> Array:
    """The structural similarity of every window."""
    count = side * side
    unbiased = count / max(1, count - 1)
    mx, my, squares, products = (_window_sums(a, side) / count for a in (x, y, x * x + y * y, x * y))
    both, product = mx * mx + my * my, mx * my
    c1, c2 = (0.01 * TOP) ** 2, (0.03 * TOP) ** 2
    alike = (2 * product + c1) * (2 * unbiased * (products - product) + c2)
    return np.asarray(alike / ((both + c1) * (unbiased * (squares - both) + c2)))


def _window_sums(values: Array, side: int) -> Array:
    """The sums over all windows of side×side pixels.

    >>> _window_sums(np.arange(12.0).reshape(3, 4), 3)
    array([[45., 54.]])
    """
    return _run_sums(_run_sums(values, side).swapaxes(0, 1), side).swapaxes(0, 1)


def _run_sums(values: Array, side: int) -> Array:
    """The sums of each `side` rows in succession: two halves, and one more where the side is odd."""
    if side == 1:
        return values
    half, count = _run_sums(values, side // 2), len(values) - side + 1
    total = half[:count] + half[side // 2 : side // 2 + count]
    return total + values[side - 1 :] if side % 2 else total
