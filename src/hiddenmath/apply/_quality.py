"""How close one image is to another, in the two measures that everyone quotes."""

import numpy as np
from numpy.typing import NDArray

WINDOW = 7  # pixels to the side, over which SSIM compares
TOP = 255.0


def psnr(image: "NDArray[np.generic]", other: "NDArray[np.generic]") -> float:
    """10 log₁₀(255² / mean((image − other)²)), in decibels; infinite where they are equal.

    Half the error is 6 dB more. Below 25 one sees the loss, above 40 hardly anybody does.

    >>> round(psnr(np.zeros((4, 4)), np.ones((4, 4))), 2)
    48.13
    """
    error = float(np.mean((image.astype(np.float64) - other.astype(np.float64)) ** 2))
    return float(10 * np.log10(TOP**2 / error)) if error else float("inf")


def ssim(image: "NDArray[np.generic]", other: "NDArray[np.generic]") -> float:
    """Structural similarity: 1 for equal images, near 0 for unrelated ones; the mean over windows and channels of

    ((2μxμy + c₁)(2σxy + c₂)) / ((μx² + μy² + c₁)(σx² + σy² + c₂)), with c₁ = (0.01·255)² and c₂ = (0.03·255)².

    The windows are 7×7, smaller where the image is. Source: Wang, Bovik, Sheikh, Simoncelli, "Image quality assessment:
    from error visibility to structural similarity", IEEE Trans. Image Processing 2004.
    """
    from scipy.ndimage import uniform_filter

    x, y = image.astype(np.float64), other.astype(np.float64)
    side = min(WINDOW, *x.shape[:2])
    side -= 1 - side % 2
    size = (side, side, 1)[: x.ndim]

    def mean(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return uniform_filter(values, size)

    mx, my = mean(x), mean(y)
    count = side * side
    unbiased = count / max(1, count - 1)
    vx, vy = (unbiased * (mean(a * a) - ma * ma) for a, ma in ((x, mx), (y, my)))
    vxy = unbiased * (mean(x * y) - mx * my)
    c1, c2 = (0.01 * TOP) ** 2, (0.03 * TOP) ** 2
    similar = (2 * mx * my + c1) * (2 * vxy + c2) / ((mx**2 + my**2 + c1) * (vx + vy + c2))
    edge = side // 2
    inner = slice(edge, -edge or None)
    return float(similar[inner, inner].mean())
