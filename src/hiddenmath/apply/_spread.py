"""Columns at the same scale: each centred and divided by its length."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data import InputError
from hiddenmath.linalg import MatrixError, centre
from hiddenmath.linalg._centre import column_lengths

Array = NDArray[np.float64]
LARGEST = 1e140  # a sum of many squares of such numbers is far from the end of float64


class Scaled(NamedTuple):
    """X = mean + rest + Z · diag(length), each column of Z (m×n) of mean 0 and length 1; of length 0 where X does not
    vary: then `length` is 1."""

    Z: Array
    mean: Array
    rest: Array
    length: Array


def scaled(X: Array) -> Scaled:
    """The columns of X (m×n) centred and at length 1. Raises InputError where that overflows.

    >>> scaled(np.array([[1.0, 7.0], [3.0, 7.0]])).length.round(3)
    array([1.414, 1.   ])
    """
    try:
        values, mean, rest, _ = centre(np.ascontiguousarray(X))
    except MatrixError as problem:
        raise InputError(str(problem)) from None
    values[:, (X[0] == X).all(axis=0)] = 0.0  # what rounding of the mean left
    size = column_lengths(values)
    length = np.where(size > 0, size, 1)
    values /= length
    return Scaled(values, mean, rest, length)


def refuse_extreme(X: Array, names: Sequence[str]) -> None:
    """Raises InputError for a column of X (m×n, NaN where a value is missing) whose squares float64 cannot hold."""
    for name, x in zip(names, X.T, strict=True):
        largest = float(np.abs(x[np.isfinite(x)]).max(initial=0))
        if largest > LARGEST:
            raise InputError(
                f"{name!r} has values as large as {largest:.1e}: their squares overflow float64.",
                "Divide the column by a power of ten first.",
            )
        if 0 < largest < 1 / LARGEST:
            raise InputError(
                f"{name!r} has no value larger than {largest:.1e}: their squares vanish in float64.",
                "Multiply the column by a power of ten first.",
            )
