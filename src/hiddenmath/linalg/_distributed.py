"""`svd` of a Dask array, and its products: all that is long is computed where its chunks are."""

from collections.abc import Callable
from itertools import pairwise
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from hiddenmath.linalg._arrays import Matrix, type_of_answer
from hiddenmath.linalg._blocks import NARROW
from hiddenmath.linalg._bounds import gamma
from hiddenmath.linalg._dask import array, chunk_of_numpy, compute, known, row_blocks, tree_sum
from hiddenmath.linalg._gram_sum import GramSum
from hiddenmath.linalg._larger import Source, decompose, times
from hiddenmath.linalg._operator import Operator
from hiddenmath.linalg._rows_operator import extent, joined
from hiddenmath.linalg._svd import SVD


def distributed(A: Any, k: int | None, tol: float, seed: int) -> SVD:
    """`svd` of a Dask array. Of a tall one the Gram matrices of its row blocks are summed on the workers; of others
    thin products come home. U and Vt are Dask arrays in A's chunks."""
    start = perf_counter()
    m, n = known(A).shape
    if m < n:
        turned = distributed(A.conj().T, k, tol, seed)
        return turned._replace(U=turned.Vt.conj().T, Vt=turned.U.conj().T, seconds=perf_counter() - start)

    def lazily(rows: Callable[[Matrix], Matrix], k: int, dtype: np.dtype[Any]) -> Any:
        meta = np.empty((0, 0), dtype)
        return A.rechunk({1: -1}).map_blocks(rows, dtype=dtype, chunks=(A.chunks[0], (k,)), meta=meta)

    def stored(U: Matrix) -> Any:
        return array(U, chunks=(A.chunks[0], -1))

    def total(T: Matrix | None, exponent: int) -> GramSum:
        return _total(A, T, exponent, seed)

    source = Source((m, n), A.dtype, total, lambda: of_dask(A)[0], lazily, stored, gram=n <= NARROW and m >= 4 * n)
    answer = decompose(source, k, tol, seed)
    return answer._replace(Vt=array(answer.Vt, chunks=(-1, A.chunks[1])), seconds=perf_counter() - start)


def _total(A: Any, T: Matrix | None, exponent: int, seed: int) -> GramSum:
    """The Gram matrix of A T / 2^exponent, summed on the workers."""
    from dask.delayed import delayed

    T = None if T is None else delayed(T, pure=True)
    starts = np.cumsum([0, *A.chunks[0]])
    parts = [
        delayed(_gram)(block, T, exponent, seed, int(start))
        for block, start in zip(row_blocks(A), starts, strict=False)
    ]
    sum_: GramSum = compute([tree_sum(parts)])[0]
    return sum_


def _gram(block: Matrix, T: Matrix | None, exponent: int, seed: int, start: int) -> GramSum:
    """The Gram matrix of one block of rows of A, which begins in row `start`."""
    rows = chunk_of_numpy(block) if T is None else times(block, T, exponent)
    sum_ = GramSum(rows.shape[1], rows.dtype, seed, start)
    sum_.add(rows)
    return sum_


def of_dask(A: Any) -> tuple[Operator, DTypeLike]:
    """`operator` for a Dask array: each product is computed chunk by chunk where the chunks are."""
    from dask.delayed import delayed

    m, n = known(A).shape
    double = np.dtype(np.complex128 if A.dtype.kind == "c" else np.float64)
    chunks = A.to_delayed()
    rows, columns = (np.cumsum([0, *lengths]) for lengths in A.chunks)
    extents = [delayed(_extent)(chunk, int(rows[i]), int(columns[j])) for (i, j), chunk in np.ndenumerate(chunks)]
    size, exponent = joined(compute(extents))

    def products(chunks: Any, X: Matrix, starts: Any, adjoint: bool) -> Matrix:
        pieces = [delayed(X[start:stop]) for start, stop in pairwise(starts)]
        sums = [
            tree_sum(
                [delayed(_product)(chunk, piece, exponent, adjoint) for chunk, piece in zip(line, pieces, strict=True)]
            )
            for line in chunks
        ]
        return np.vstack(compute(sums)).astype(double, copy=False)

    rounding = gamma(max(m, n), np.empty(0, double)) * size
    answer = type_of_answer(A.dtype)
    return Operator(
        (m, n), double,
        lambda X: products(chunks, X, columns, False), lambda Y: products(chunks.T, Y, rows, True),
        size, rounding, 2.0 * m * n, exponent, None,
    ), answer  # fmt: skip


def _extent(chunk: Matrix, row: int, column: int) -> tuple[float, int]:
    return extent(chunk_of_numpy(chunk), row, column)


def _product(chunk: Matrix, X: Matrix, exponent: int, adjoint: bool) -> Matrix:
    """The chunk / 2^exponent, or its adjoint, times X."""
    wide = times(chunk, None, exponent)
    return wide.conj().T @ X if adjoint else wide @ X
