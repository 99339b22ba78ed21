"""What noise does to singular values, and how to take it away again.

An m×n matrix of independent noise of size σ has singular values up to σ(√m + √n), whatever lies beneath. So values
below a threshold carry nothing, and those above are too large by a known amount.
"""

from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hiddenmath.linalg._arrays import MatrixError

Vector = NDArray[np.float64]


class Denoised(NamedTuple):
    """`s`: the singular values to use in place of those that were seen, 0 from `rank` on. `sigma`: the size of the
    noise. `threshold`: what a value must exceed to be kept."""

    s: Vector
    rank: int
    sigma: float
    threshold: float


def denoise(
    s: ArrayLike, shape: tuple[int, int], sigma: float | None = None, how: Literal["shrink", "cut"] = "shrink"
) -> Denoised:
    """The singular values s of X + noise (m×n, all min(m, n) of them) → those that give X back with the least error.

    "cut" keeps the values above the optimal hard threshold as they are: λ(β) √n σ, which is (4/√3) √n σ for a square
    matrix. "shrink" also takes from each what the noise has added: for y = s / (σ √n),
    η(y) = √((y² − β − 1)² − 4β) / y above 1 + √β, else 0 (β = m/n ≤ 1). Both are best, of their kind, as m and n grow,
    in the mean square. Where `sigma`, the standard deviation of the noise in one entry, is not given, it is estimated
    from the median of s: σ = median(s) / √(n μ), μ the median of the Marchenko–Pastur law. That is right as long as
    less than half of the values carry something.

    Raises MatrixError where s are not min(m, n) finite values ≥ 0 in descending order, or sigma is negative. Cost: n.
    Source: Gavish and Donoho, "The Optimal Hard Threshold for Singular Values is 4/√3", IEEE Trans. Inf. Theory 2014,
    and "Optimal Shrinkage of Singular Values", 2017.

    >>> found = denoise([9.0, 2.0, 1.0, 0.5], (4, 4), sigma=0.5, how="cut")
    >>> found.s, round(found.threshold, 4)
    (array([9., 0., 0., 0.]), 2.3094)
    """
    values, (few, many) = _checked(s, shape), sorted(shape)
    beta = few / many
    if sigma is None:
        sigma = float(np.median(values)) / (many * _median(beta)) ** 0.5
    if not 0 <= sigma < np.inf:
        raise MatrixError(f"sigma is {sigma}. The size of noise is a number from 0.")
    shrunk, bound = without(values, (few, many), sigma, how)
    return Denoised(shrunk, int(np.count_nonzero(shrunk)), float(sigma), bound)


def without(
    values: NDArray[np.float64], shape: tuple[int, int], sigma: float, how: str
) -> tuple[NDArray[np.float64], float]:
    """What `denoise` makes of singular values, of one matrix or of many of this shape, and what they must exceed."""
    few, many = sorted(shape)
    beta, unit = few / many, sigma * many**0.5
    bound = unit * (_hard(beta) if how == "cut" else 1 + beta**0.5)
    kept = values > bound
    if how == "cut" or unit == 0:
        return np.where(kept, values, 0.0), float(bound)
    y = np.where(kept, values, np.inf) / unit
    return np.where(kept, values * np.sqrt(np.maximum(0, (1 - (beta + 1) / y**2) ** 2 - 4 * beta / y**4)), 0.0), float(
        bound
    )


def _checked(s: ArrayLike, shape: tuple[int, int]) -> Vector:
    values = np.asarray(s, dtype=np.float64)
    if values.shape != (min(shape),) or min(shape) < 1:
        raise MatrixError(
            f"s has shape {values.shape}; a matrix of shape {shape} has {min(shape)} singular values. All are needed, "
            "since the noise is judged by the small ones."
        )
    if not (np.isfinite(values).all() and (values >= 0).all() and (np.diff(values) <= 0).all()):
        raise MatrixError("s must be finite, at least 0 and in descending order, as svd gives them.")
    return values


def _hard(beta: float) -> float:
    """λ(β), the optimal hard threshold in units of √n σ."""
    return float(np.sqrt(2 * (beta + 1) + 8 * beta / (beta + 1 + np.sqrt(beta**2 + 14 * beta + 1))))


@lru_cache(maxsize=256)
def _median(beta: float) -> float:
    """The median of the Marchenko–Pastur law: of the eigenvalues of a product of noise with itself, divided by n.

    With x = 1 + β − 2√β cos φ its density is smooth in φ, so that few points give its integral to seven digits.
    """
    phi, step = np.linspace(0.0, np.pi, 4001, retstep=True)
    x = 1 + beta - 2 * beta**0.5 * np.cos(phi)
    density = 2 * np.sin(phi) ** 2 / (np.pi * np.where(x > 0, x, np.inf))
    if beta == 1:
        density[0] = 2 / np.pi  # sin²φ / x = (1 + cos φ) / 2
    parts = (density[:-1] + density[1:]) / 2 * step
    below = np.concatenate([[0.0], np.cumsum(parts)])
    return float(np.interp(below[-1] / 2, below, x))
