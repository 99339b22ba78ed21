"""Noise taken out of an image: in a small neighbourhood all patches look much alike, so as rows of a matrix they have
low rank, and noise has not."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from hiddenmath.linalg import denoise
from hiddenmath.linalg._telling import tell

Array = NDArray[np.float64]
PATCH, WINDOW, STEP = 5, 16, 8  # pixels to the side of a patch, patches to the side of a neighbourhood, between two


def without_noise(image: Array, sigma: float, how: str) -> Array:
    """The image (m×n×channels) without its noise of size sigma.

    For each neighbourhood M (256 patches × 25·channels numbers, its mean μ taken off) = U S Vᵀ becomes
    U η(S) Vᵀ + μ, η as in `linalg.denoise`; where patches overlap, all their opinions are averaged, those of lower rank
    counting more, since they are the surer ones (w = 1 / (1 + rank)).
    """
    p = min(PATCH, *image.shape[:2])
    patches = sliding_window_view(image, (p, p), axis=(0, 1))
    rows, columns = (starts(count) for count in patches.shape[:2])
    total, weights = np.zeros_like(image), np.zeros((*image.shape[:2], 1))

    def band(y: int) -> tuple[Array, Array]:
        """The opinions of all neighbourhoods that begin in row y, and their weights."""
        above = patches[y : y + WINDOW]
        opinions = np.zeros((len(above) + p - 1, *image.shape[1:]))
        counted = np.zeros((*opinions.shape[:2], 1))
        for x in columns:
            window = above[:, x : x + WINDOW]
            clean, rank = _low_rank(window.reshape(window.shape[0] * window.shape[1], -1), sigma, how)
            _add(opinions, counted, clean.reshape(window.shape), x, 1 / (1 + rank))
        return opinions, counted

    # For matrices so small, threads of BLAS cost ten times what they do; each thread here has its own rows.
    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(os.cpu_count()) as pool:
        for done, (y, (opinions, counted)) in enumerate(zip(rows, pool.map(band, rows), strict=True)):
            total[y : y + len(opinions)] += opinions
            weights[y : y + len(opinions)] += counted
            tell("Denoising", done + 1, len(rows))
    return total / weights


def starts(count: int) -> list[int]:
    """Where neighbourhoods begin, so that together they hold all of `count` patches.

    >>> starts(30), starts(5)
    ([0, 8, 14], [0])
    """
    last = max(0, count - WINDOW)
    return [*range(0, last, STEP), last]


def _low_rank(M: Array, sigma: float, how: str) -> tuple[Array, int]:
    """From the eigenvectors of the small matrix MᵀM, whose values are squares: those below the noise are cut anyway."""
    mean = M.mean(axis=0)
    M = M - mean
    squares, V = np.linalg.eigh(M.T @ M)
    s, V = np.sqrt(np.maximum(squares[::-1], 0)), V[:, ::-1]
    few = min(M.shape)
    found = denoise(s[:few], M.shape, sigma, "cut" if how == "cut" else "shrink")
    k = found.rank
    factor = found.s[:k] / s[:k]
    return (M @ V[:, :k] * factor) @ V[:, :k].T + mean, k


def _add(total: Array, weights: Array, window: Array, x: int, weight: float) -> None:
    """Puts every patch of a neighbourhood back: pixel (i, j) of all of them at once."""
    down, across, _, p, _ = window.shape
    for i, j in _pixels(p):
        place = (slice(i, i + down), slice(x + j, x + j + across))
        total[place] += weight * window[..., i, j]
        weights[place] += weight


def _pixels(p: int) -> Iterator[tuple[int, int]]:
    return ((i, j) for i in range(p) for j in range(p))


def noise_level(image: Array) -> float:
    """How large the noise is: from the differences that no smooth image has.

    The mask [[1, −2, 1], [−2, 4, −2], [1, −2, 1]] takes away everything that is linear; of noise it leaves 6σ. The
    median of its magnitude is not disturbed by edges. Source: Immerkær, "Fast Noise Variance Estimation", 1996, with
    the median in place of the mean.
    """
    if min(image.shape[:2]) < 3:
        return 0.0
    mask = np.array([1.0, -2.0, 1.0])
    across = sum(weight * image[:, k : image.shape[1] - 2 + k] for k, weight in enumerate(mask))
    both = sum(weight * across[k : image.shape[0] - 2 + k] for k, weight in enumerate(mask))
    return float(np.median(np.abs(both)) / (6 * 0.6744897501960817))  # of a normal law, the median of |x|
