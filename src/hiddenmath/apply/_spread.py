"""Columns at the same scale: each centred and divided by its length."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data import InputError
from hiddenmath.linalg import MatrixError, centre

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
    values = np.where((X[0] == X).all(axis=0), 0.0, values)
    largest = np.abs(values).max(axis=0, initial=0)
    largest = np.where(largest > 0, largest, 1)  # divided by first, so that no square overflows
    size = np.linalg.norm(values / largest, axis=0)
    length = np.where(size > 0, largest * size, 1)
    return Scaled(values / length, mean, rest, length)
