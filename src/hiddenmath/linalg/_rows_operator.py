"""A matrix in blocks as an operator: each product is one pass over its blocks."""

from collections.abc import Callable, Iterable
from math import sqrt

import numpy as np
from numpy.typing import DTypeLike

from hiddenmath.linalg._arrays import Matrix, type_of_answer
from hiddenmath.linalg._blocks import RowBlocks
from hiddenmath.linalg._bounds import gamma
from hiddenmath.linalg._gram_sum import refuse_not_finite
from hiddenmath.linalg._operator import LARGE, SMALL, Operator, frobenius
from hiddenmath.linalg._range import shifted


def of_blocks(A: RowBlocks, read: Callable[[], Iterable[Matrix]] | None = None) -> tuple[Operator, DTypeLike]:
    """`operator` for row blocks; `read` goes over all of them once. A first pass finds A's size, and refuses NaN."""
    read = read or A.__iter__
    double = np.dtype(np.complex128 if A.dtype.kind == "c" else np.float64)
    m, n = A.shape
    size, exponent = joined([extent(block, i * A.rows) for i, block in enumerate(read())])

    def wide() -> Iterable[tuple[slice, Matrix]]:
        for i, block in enumerate(read()):
            yield slice(i * A.rows, i * A.rows + len(block)), shifted(block.astype(double, copy=False), -exponent)

    def times(X: Matrix) -> Matrix:
        product = np.empty((m, X.shape[1]), double)
        for rows, block in wide():
            product[rows] = block @ X
        return product

    def adjoint(Y: Matrix) -> Matrix:
        product: Matrix = np.zeros((n, Y.shape[1]), double)
        for rows, block in wide():
            product += block.conj().T @ Y[rows]
        return product

    rounding = gamma(max(m, n), np.empty(0, double)) * size
    answer = type_of_answer(A.dtype)
    return Operator((m, n), double, times, adjoint, size, rounding, 2.0 * m * n, exponent, None), answer


def extent(block: Matrix, row: int = 0, column: int = 0) -> tuple[float, int]:
    """(size, e): size·2^e bounds the Frobenius norm of a block that begins in `row` and `column` of A."""
    wide = block.astype(np.complex128 if block.dtype.kind == "c" else np.float64, copy=False)
    size = frobenius(wide)
    if SMALL < size < LARGE or not wide.any():
        return size, 0
    refuse_not_finite(wide, row, column)
    e = int(np.frexp(np.abs(np.ascontiguousarray(wide).view(np.float64)).max())[1])
    return frobenius(shifted(wide, -e)), e


def joined(extents: list[tuple[float, int]]) -> tuple[float, int]:
    """The extent of the whole from those of its parts; e is 0 where all squares are within the range of float64."""
    e = max((e for size, e in extents if size > 0), default=0)
    square = sum(float(np.ldexp(size, part - e)) ** 2 for size, part in extents)
    return sqrt(square) * (1 + gamma(len(extents) + 4, np.empty(0))), e
