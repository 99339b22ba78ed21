"""What stands in each column of a matrix, dense or sparse."""

from itertools import chain, pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.linalg._telling import tell

Array = NDArray[np.float64]
BLOCK = 1 << 22  # numbers that are looked at once


class Columns(NamedTuple):
    """Of each column: how many values are `missing` (not finite) and how many `zeros` there are, the least, the mean
    and the largest of those that are there (NaN where none is), and the first column that holds the very same, or
    −1."""

    missing: NDArray[np.intp]
    zeros: NDArray[np.intp]
    least: Array
    mean: Array
    largest: Array
    same: NDArray[np.intp]


def columns_of(A: Any) -> Columns:
    """A (m×n) of real numbers: a dense one is read block of columns by block of columns."""
    m, n = A.shape
    if not isinstance(A, np.ndarray):
        return _of_sparse(A.tocsc())
    parts = []
    step = max(1, BLOCK // m)
    for start in range(0, n, step):
        tell("Columns", start, n)
        parts.append(_of_block(A[:, start : start + step]))
    missing, zeros, least, mean, largest = (np.concatenate([part[i] for part in parts]) for i in range(5))
    return Columns(missing, zeros, least, mean, largest, _same(list(chain(*(part[5] for part in parts)))))


def _of_block(block: NDArray[Any]) -> tuple[Any, ...]:
    known = np.isfinite(block)
    count = known.sum(axis=0)
    values = block.astype(np.float64)
    there = count > 0
    least = np.where(there, np.min(values, axis=0, initial=np.inf, where=known), np.nan)
    largest = np.where(there, np.max(values, axis=0, initial=-np.inf, where=known), np.nan)
    mean = np.divide(np.sum(values, axis=0, where=known), count, out=np.full(len(count), np.nan), where=there)
    bits = [hash(column.tobytes()) for column in np.ascontiguousarray(values.T + 0.0)]  # −0 is 0
    return len(block) - count, (block == 0).sum(axis=0), least, mean, largest, bits


def _of_sparse(A: Any) -> Columns:
    m, n = A.shape
    known = np.isfinite(A.data)
    missing = np.bincount(np.repeat(np.arange(n), np.diff(A.indptr)), weights=~known, minlength=n).astype(np.intp)
    A = A.copy()
    A.data = np.where(known, A.data, 0.0)
    A.eliminate_zeros()
    bits = [hash((A.indices[a:b].tobytes(), A.data[a:b].tobytes())) for a, b in pairwise(A.indptr.tolist())]
    least, largest = A.min(axis=0).toarray().ravel(), A.max(axis=0).toarray().ravel()
    mean = np.asarray(A.sum(axis=0)).ravel() / np.maximum(1, m - missing)
    return Columns(missing, m - missing - np.diff(A.indptr), least, mean, largest, _same(bits))


def _same(bits: list[int]) -> NDArray[np.intp]:
    """For each the first before it that is equal, or −1."""
    first: dict[int, int] = {}
    places = [first.setdefault(each, j) for j, each in enumerate(bits)]
    return np.array([place if place < j else -1 for j, place in enumerate(places)])
