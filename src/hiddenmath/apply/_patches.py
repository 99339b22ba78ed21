"""Noise taken out of an image: in a small neighbourhood all patches look much alike, so as rows of a matrix they have
low rank, and noise has not."""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from hiddenmath.linalg._noise import without
from hiddenmath.linalg._telling import tell

Single = NDArray[np.float32]
PATCH, WINDOW, STEP = 5, 16, 12  # pixels to the side of a patch, patches to the side of a neighbourhood, between two
AT_ONCE = 16  # neighbourhoods: their matrices stay in the cache


def without_noise(image: NDArray[Any], sigma: float, how: str) -> Single:
    """The image (m×n×channels) without its noise of size sigma.

    For each neighbourhood M (25·channels numbers × 256 patches, their mean μ taken off) = U S Vᵀ becomes
    U η(S) Vᵀ + μ, η as in `linalg.denoise`; where patches overlap, all their opinions are averaged, those of lower rank
    counting more, since they are the surer ones (w = 1 / (1 + rank)). Cost: mn / 144 eigenproblems of 25·channels, in
    single precision, whose error is a thousandth of a step of light.
    """
    p = min(PATCH, *image.shape[:2])
    planes = np.ascontiguousarray(np.moveaxis(image, 2, 0), dtype=np.float32)
    down, across = (min(WINDOW, side - p + 1) for side in image.shape[:2])
    windows = sliding_window_view(planes, (down, across), axis=(1, 2))
    rows, columns = (starts(side - p + 1) for side in image.shape[:2])
    total, weights = np.zeros_like(planes), np.zeros(image.shape[:2], np.float32)
    seen = np.outer(*(np.convolve(np.ones(side), np.ones(p)) for side in (down, across))).astype(np.float32)

    def band(y: int) -> tuple[Single, Single]:
        """The opinions of all neighbourhoods that begin in row y, and their weights."""
        opinions = np.zeros((len(planes), down + p - 1, image.shape[1]), np.float32)
        counted = np.zeros(opinions.shape[1:], np.float32)
        for first in range(0, len(columns), AT_ONCE):
            some = columns[first : first + AT_ONCE]
            patches = np.stack([windows[:, y : y + p, x : x + p] for x in some])
            clean, ranks = _low_rank(patches.reshape(len(some), -1, down * across), sigma, how)
            for x, light, weight in zip(some, _put_back(clean.reshape(patches.shape)), 1 / (1 + ranks), strict=True):
                opinions[..., x : x + across + p - 1] += weight * light
                counted[:, x : x + across + p - 1] += weight * seen
        return opinions, counted

    # For matrices so small, threads of BLAS cost ten times what they do; each thread here has its own rows.
    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(os.cpu_count()) as pool:
        for done, (y, (opinions, counted)) in enumerate(zip(rows, pool.map(band, rows), strict=True)):
            total[:, y : y + len(counted)] += opinions
            weights[y : y + len(counted)] += counted
            tell("Denoising", done + 1, len(rows))
    return np.moveaxis(total / weights, 0, 2)


def starts(count: int) -> list[int]:
    """Where neighbourhoods begin, so that together they hold all of `count` patches.

    >>> starts(30), starts(5)
    ([0, 12, 14], [0])
    """
    last = max(0, count - WINDOW)
    return [*range(0, last, STEP), last]


def _low_rank(M: Single, sigma: float, how: str) -> tuple[Single, Single]:
    """Each of the matrices M without noise, and its rank: from the eigenvectors of M Mᵀ, whose values are squares.
    Squaring loses only what is below the noise, and cut anyway."""
    mean = M.mean(axis=2, keepdims=True)
    M -= mean
    squares, U = np.linalg.eigh((M @ M.swapaxes(1, 2)).astype(np.float64))
    s = np.sqrt(np.maximum(squares, 0))
    kept = without(s, M.shape[1:], sigma, how)[0]
    ranks = np.count_nonzero(kept, axis=1)
    first = s.shape[1] - int(ranks.max())  # they ascend: before are only those that are cut
    U, factor = U[..., first:], kept[:, first:] / np.where(kept > 0, s, 1)[:, first:]
    project = ((U * factor[:, None]) @ U.swapaxes(1, 2)).astype(np.float32)
    return project @ M + mean, ranks.astype(np.float32)


def _put_back(patches: Single) -> Single:
    """For each neighbourhood the sum of its patches where they lie: patches[b, channel, i, j] is pixel (i, j) of all of
    them at once."""
    count, channels, p, _, down, across = patches.shape
    total = np.zeros((count, channels, down + p - 1, across + p - 1), np.float32)
    for i in range(p):
        for j in range(p):
            total[..., i : i + down, j : j + across] += patches[:, :, i, j]
    return total


def noise_level(image: NDArray[Any]) -> float:
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
