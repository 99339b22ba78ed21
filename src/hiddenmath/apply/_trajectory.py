"""Noise taken out of a series: pieces of it, each begun one step later, are the columns of a matrix; what repeats or
changes slowly gives it low rank, and noise does not."""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.linalg import denoise

Array = NDArray[np.float64]
LONGEST = 300  # rows where no window is given: beyond, more of the noise is taken for a pattern
ROUNDING = 2.0**-52  # of the largest square, for each row: below, a square holds nothing else
FINER = 16  # how many times finer than its length the frequencies of a pattern are tried
ROUNDS, SETTLED = 30, 0.01  # of filling gaps: at most so many, until they change by less than this share of the noise


class Cleaned(NamedTuple):
    """`values`: the series without noise. `s`: the singular values of its trajectory matrix, `kept` what was used in
    their place, `patterns` (window×rank) those directions that are left. `sigma`, `threshold`: as in
    `linalg.denoise`."""

    values: Array
    s: Array
    kept: Array
    patterns: Array
    sigma: float
    threshold: float

    @property
    def rank(self) -> int:
        """How many components are left."""
        return len(self.patterns.T)


def usual_window(n: int) -> int:
    """A quarter of the series: long enough to hold a whole pattern, short enough that the matrix has many columns, over
    which noise evens out."""
    return max(2, min(n // 4, LONGEST))


def without_noise(y: Array, window: int, how: Literal["shrink", "cut"], sigma: float | None = None) -> Cleaned:
    """The series y (n) without its noise: singular spectrum analysis, with the singular values of `linalg.denoise`.

    The trajectory matrix X (window×K, K = n − window + 1) has X[i, j] = y[i + j], the mean of y taken off. From
    X = U S Vᵀ comes U η(S) Vᵀ, whose antidiagonals are averaged, since each stands for one value. X is never made: S²
    and U are eigenvalues and eigenvectors of the small matrix X Xᵀ, a row of Vᵀ is a correlation of y with a column of
    U, and the sums along antidiagonals of an outer product are a convolution. Cost: window·n + window³ + rank·n log n.

    Source: Golyandina, Nekrutkin, Zhigljavsky, "Analysis of Time Series Structure", 2001.
    """
    from scipy.signal import oaconvolve

    mean, scale = y.mean(), np.ptp(y) or 1.0
    x = (y - mean) / scale
    squares, U = np.linalg.eigh(lagged_products(x, window))
    squares[squares < ROUNDING * window * squares[-1]] = 0
    s, U = np.sqrt(squares[::-1]), U[:, ::-1]
    found = denoise(s, (window, len(x) - window + 1), None if sigma is None else sigma / scale, how)
    total, r = np.zeros_like(x), found.rank
    for k in range(r):
        u = U[:, k]
        total += found.s[k] / s[k] * oaconvolve(u, oaconvolve(x, u[::-1], "valid"))
    values = mean + scale * total / times_seen(len(x), window)
    sigma, threshold = float(scale * found.sigma), float(scale * found.threshold)
    return Cleaned(values, scale * s, scale * found.s, U[:, :r], sigma, threshold)


def lagged_products(x: Array, window: int) -> Array:
    """X Xᵀ (window×window) of the trajectory matrix X: each diagonal begins with one sum, and from step to step loses
    one product and gains one.

    >>> lagged_products(np.array([1.0, 2.0, 3.0, 4.0]), 2)
    array([[14., 20.],
           [20., 29.]])
    """
    columns = len(x) - window + 1
    G = np.empty((window, window))
    for lag in range(window):
        products = x[: len(x) - lag] * x[lag:]
        changes = products[columns : window - lag + columns - 1] - products[: window - lag - 1]
        i = np.arange(window - lag)
        G[i, i + lag] = G[i + lag, i] = np.concatenate([[0.0], np.cumsum(changes)]) + products[:columns].sum()
    return G


def times_seen(n: int, window: int) -> Array:
    """How often each value stands in the trajectory matrix.

    >>> times_seen(5, 2)
    array([1., 2., 2., 2., 1.])
    """
    ahead: Array = np.arange(1.0, n + 1)
    return np.minimum(np.minimum(ahead, ahead[::-1]), float(min(window, n - window + 1)))


def through_gaps(y: Array, window: int, how: Literal["shrink", "cut"], sigma: float | None = None) -> Cleaned:
    """`without_noise` where values are missing (NaN): they are first taken from a straight line between their
    neighbours, then again and again from the answer, until that no longer changes.

    Source: Kondrashov and Ghil, "Spatio-temporal filling of missing points in geophysical data sets", 2006.
    """
    gaps = np.isnan(y)
    places = np.arange(len(y))
    filled = np.interp(places, places[~gaps], y[~gaps])
    found = without_noise(filled, window, how, sigma)
    for _ in range(ROUNDS if gaps.any() else 0):
        moved = np.abs(found.values[gaps] - filled[gaps]).max()
        if moved <= SETTLED * found.sigma:
            break
        filled[gaps] = found.values[gaps]
        found = without_noise(filled, window, how, sigma)
    return found


def period(pattern: Array) -> float:
    """After how many steps the pattern repeats: where its spectrum is largest; infinite where it does not repeat twice.

    >>> round(period(np.sin(2 * np.pi * np.arange(40) / 11)), 1)
    11.0
    """
    strength = np.abs(np.fft.rfft(pattern, FINER * len(pattern)))
    k = int(np.argmax(strength))
    return FINER * len(pattern) / k if k > 2 * FINER else np.inf
