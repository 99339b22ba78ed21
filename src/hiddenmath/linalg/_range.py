"""Keeping squares and products within the range of float64, without rounding anything."""

from typing import Any

import numpy as np

from hiddenmath.linalg._arrays import Matrix
from hiddenmath.linalg._lapack import largest, size_of_all
from hiddenmath.linalg._library import NUMPY, Library

# Beyond 2^±400 a square, or a product of a few numbers, could leave the range.
RANGE = 400


def harmless(given: Any) -> bool:
    """Whether `given` can be used as it is: a matrix of float64 or complex128, row by row in memory, all entries finite
    and none too large. All at once, from the sum of their sizes: one look at A, while a copy and two are usual."""
    if type(given) is not np.ndarray or given.ndim != 2 or given.dtype not in (np.float64, np.complex128):
        return False
    if given.size == 0 or not (given.flags.c_contiguous and given.flags.aligned):
        return False
    return 2.0**-RANGE * given.size < size_of_all(given) < 2.0**RANGE


def shift(values: Matrix) -> int:
    """The e for which values·2^−e has its largest entry near 1; 0 where they are harmless as they are."""
    e = int(np.frexp(largest(values))[1])
    return e if abs(e) > RANGE else 0


def shifted(values: Matrix, e: int) -> Matrix:
    """values·2^e, exactly but for numbers below 1e-308; the same memory where e = 0."""
    if e == 0:
        return values
    with np.errstate(over="ignore", under="ignore"):  # an overflow is seen by the caller as infinity
        parts: Matrix = np.ldexp(np.ascontiguousarray(values).view(np.float64), e)
    return parts.view(values.dtype)


def columns_shifted(X: Any, e: Any, at: Library = NUMPY) -> Any:
    """X (n×k) with column j times 2^e[j], exactly but for numbers below 1e-308; an overflow is seen as infinity."""
    if at is NUMPY:
        parts = np.ascontiguousarray(X.T).view(np.float64)
        with np.errstate(over="ignore", under="ignore"):
            return np.ldexp(parts, e[:, None]).view(X.dtype).T
    with np.errstate(over="ignore", under="ignore"):  # 2^e alone may overflow where X·2^e does not
        first, second = np.ldexp(1.0, e // 2), np.ldexp(1.0, e - e // 2)
    return X * at.send(first) * at.send(second)


def raised(error: float, e: int) -> float:
    """error·2^e for an error bound: rounded up, so that it stays one where numbers below 1e-308 have few digits."""
    if error == 0:
        return 0.0
    with np.errstate(over="ignore", under="ignore"):
        return float(np.nextafter(np.ldexp(error, e), np.inf))
