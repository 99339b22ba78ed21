"""The rows of a matrix whose direction is closest to that of a vector: cosine similarity, block by block."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.linalg._arrays import MatrixError
from hiddenmath.linalg._blocks import RowBlocks
from hiddenmath.linalg._telling import tell

# Rows of one block of an array in memory: products of so many are fast, and their cosines small.
ROWS = 1 << 15


class Nearest(NamedTuple):
    """For each vector the `rows` (q×k) that are closest and their `cosines` (q×k), the largest first."""

    rows: NDArray[np.intp]
    cosines: NDArray[Any]


def nearest(A: Any, vectors: Any, k: int) -> Nearest:
    """For each row b of `vectors` (q×n) the k rows a of A (m×n) with the largest cosine aᵀb / (‖a‖ ‖b‖).

    A: a matrix of NumPy, or `RowBlocks`, of which one block at a time is in memory; k: 1 … m. Equal cosines come in the
    order of their rows; a row of zeros has cosine 0. The cosines are computed in the precision of A, float32 at least,
    and are those of all products at once but for rounding. Raises MatrixError naming the shapes where they do not fit.
    Cost: 2mnq operations and one pass over A, beside the memory for one block and its cosines.

    >>> found = nearest([[1.0, 0.0], [1.0, 1.0], [0.0, 2.0]], [[0.0, 1.0]], k=2)
    >>> found.rows, found.cosines.round(3)
    (array([[2, 1]]), array([[1.   , 0.707]]))
    """
    blocks = A if isinstance(A, RowBlocks) else _in_memory(np.asarray(A))
    B = np.atleast_2d(np.asarray(vectors))
    (m, n), q = blocks.shape, len(B)
    if B.ndim != 2 or B.shape[1] != n:
        raise MatrixError(
            f"A is {m}×{n}, but the vectors are {'×'.join(map(str, B.shape))}. They need {n} columns, too."
        )
    if not 1 <= k <= m:
        raise MatrixError(f"k is {k}, but A ({m}×{n}) has {m} rows. Choose 1 to {m}.")
    dtype = np.result_type(blocks.dtype, np.float32)
    B = _directions(B.astype(dtype))
    rows, cosines = np.empty((q, 0), np.intp), np.empty((q, 0), dtype)
    for i in range(blocks.blocks):
        tell("Comparing", i, blocks.blocks)
        found = B @ _directions(blocks.block(i).astype(dtype, copy=False)).T
        first = i * blocks.rows
        there = np.broadcast_to(np.arange(first, first + found.shape[1]), found.shape)
        rows, cosines = _largest(np.hstack([rows, there]), np.hstack([cosines, found]), k)
    return Nearest(rows, cosines)


def _in_memory(A: NDArray[Any]) -> RowBlocks:
    if A.ndim != 2:
        raise MatrixError(f"A has shape {A.shape}. A matrix of rows × columns is needed.")
    return RowBlocks(A.shape, A.dtype, ROWS, lambda start, stop: A[start:stop])


def _directions(A: NDArray[Any]) -> NDArray[Any]:
    """The rows with length one; what overflows when squared is scaled first. Rows of zeros stay."""
    largest = np.abs(A).max(axis=1, keepdims=True)
    A = A / np.where(largest > 0, largest, 1)
    lengths = np.linalg.norm(A, axis=1, keepdims=True)
    unit: NDArray[Any] = A / np.where(lengths > 0, lengths, 1)
    return unit


def _largest(rows: NDArray[np.intp], cosines: NDArray[Any], k: int) -> tuple[NDArray[np.intp], NDArray[Any]]:
    """The k largest of each line, in order; of equal ones the first."""
    k = min(k, cosines.shape[1])
    least = np.partition(cosines, -k, axis=1)[:, -k]
    kept_rows, kept = np.empty((len(rows), k), np.intp), np.empty((len(rows), k), cosines.dtype)
    for i, line in enumerate(cosines):
        possible = np.flatnonzero(line >= least[i])
        best = possible[np.argsort(-line[possible], kind="stable")[:k]]
        kept_rows[i], kept[i] = rows[i, best], line[best]
    return kept_rows, kept
