"""Centring that keeps the spread when the mean is a million times larger."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.linalg._arrays import MatrixError
from hiddenmath.linalg._bounds import gamma

Array = NDArray[np.float64]


class Centred(NamedTuple):
    """`values` = X − mean − rest: the mean is an unevaluated sum, `rest` is what rounding `mean` left over."""

    values: Array
    mean: Array
    rest: Array
    error: Array


def centre(X: Array) -> Centred:
    """Subtracts from each column of X (m×n) its mean, in two passes: the second takes off what the first rounded away.

    A mean μ is rounded by up to ε|μ|. When |μ| is 10⁸ times the spread, that is far more than the spread's own last
    digit; but x − μ₀ is exact for x near μ₀ (Sterbenz), and its small mean μ₁ is found almost exactly: X − μ₀ − μ₁.
    `error` bounds,
    column by column, the length of values − exact, where exact is the centring of X in exact arithmetic. Cost: 4mn.

    Source: T. Chan, G. Golub, R. LeVeque, "Algorithms for computing the sample variance", 1983 (the corrected two-pass
    algorithm).

    >>> X = np.array([[1.0, 5.0], [3.0, 5.0]])
    >>> centre(X).values
    array([[-1.,  0.],
           [ 1.,  0.]])
    """
    with np.errstate(over="ignore", invalid="ignore"):
        mean = np.clip(X.mean(axis=0), X.min(axis=0), X.max(axis=0))  # rounding can carry it outside
        values = X - mean
        rest = values.mean(axis=0)
        length = column_lengths(values)
        values -= rest
    if not np.isfinite(length).all():
        raise MatrixError(
            f"X ({X.shape[0]}×{X.shape[1]}) has entries as large as {np.abs(X).max():.1e}: "
            "its mean or its spread overflows float64. Divide X by a power of ten first."
        )
    return Centred(values, mean, rest, gamma(len(X) + 8, X) * length)


def column_lengths(X: Array) -> Array:
    """The norm (n,) of each column of X (m×n), infinite only where it is beyond float64; without a second matrix as
    large, unless squares leave the range of float64."""
    squares: Array = np.einsum("ij,ij->j", X, X)
    if ((squares > 1e-280) & (squares < np.inf)).all():
        lengths: Array = np.sqrt(squares)
        return lengths
    largest = np.maximum(X.max(axis=0, initial=0), -X.min(axis=0, initial=0))
    scaled: Array = largest * np.linalg.norm(X / np.where(largest > 0, largest, 1), axis=0)
    return scaled
