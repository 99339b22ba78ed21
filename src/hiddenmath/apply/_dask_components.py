"""Principal components of a Dask array: centred and decomposed where its chunks are; only what is small comes home."""

from typing import Any

import numpy as np

from hiddenmath.apply._components import Components, components_of
from hiddenmath.apply._middle import Middle, refuse_no_spread
from hiddenmath.data import InputError
from hiddenmath.linalg import gamma
from hiddenmath.linalg._dask import compute, known


def dask_components(X: Any, keep: int | float | None, scale: bool, columns: tuple[str, ...]) -> Components:
    """The first directions of a Dask array X (m×n), in two passes that find its middle and those of `svd`. Raises
    InputError where values are missing or columns have no spread."""
    X = known(X).astype(np.float64)
    m, n = X.shape
    low, high, mean = compute([X.min(axis=0), X.max(axis=0), X.mean(axis=0)])
    if not np.isfinite(low + high).all():
        name = columns[int(np.argmin(np.isfinite(low + high)))]
        raise InputError(f"A value is missing or infinite in column {name!r}.", "Fill it in, or leave such rows out.")
    refuse_no_spread(low == high, scale, columns, m)
    mean = np.where(low == high, low, mean)
    near = X - mean
    rest, squares = compute([near.mean(axis=0), (near**2).sum(axis=0)])
    left = np.maximum(0.0, squares - m * rest**2)
    deviation = np.sqrt(left / (m - 1)) if scale else np.ones(n)
    error = gamma(m + 16, rest) * (np.sqrt(squares) + np.sqrt(left)) / deviation
    middle = Middle(mean, rest, deviation, left / deviation**2, error, m)
    return components_of((near - rest) / deviation, middle, keep, columns)
