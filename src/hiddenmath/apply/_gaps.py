"""Missing values in a principal component analysis."""

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._low_rank import low_rank

Array = NDArray[np.float64]


def with_means(X: Array) -> Array:
    """X (m×n) with the mean of its column in place of each NaN."""
    known = ~np.isnan(X)
    means = np.where(known, X, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    return np.where(known, X, means)


def with_directions(X: Array, k: int) -> tuple[Array, int, int]:
    """X (m×n) with what its first k directions tell in place of each NaN; how many these were, at most min(m, n) − 1,
    and how many passes that took."""
    k = max(1, min(k, *(side - 1 for side in X.shape)))
    found = low_rank(X, k)
    return found.fill(X), k, found.passes
