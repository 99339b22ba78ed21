"""Columns at the same scale: each centred and divided by its length."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data import InputError
from hiddenmath.linalg import MatrixError, centre
from hiddenmath.linalg._centre import column_lengths

Array = NDArray[np.float64]


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
