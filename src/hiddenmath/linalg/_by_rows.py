"""A X = B in blocks of rows that no one memory need hold: a sum over all rows is joined from what each block gives."""

from collections.abc import Callable
from functools import partial, reduce
from itertools import accumulate
from math import sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

from hiddenmath.linalg._arrays import Matrix, MatrixError, type_of_answer
from hiddenmath.linalg._blocks import RowBlocks
from hiddenmath.linalg._bounds import Vector
from hiddenmath.linalg._dask import chunk_of_numpy, compute, is_dask, known, row_blocks, tree
from hiddenmath.linalg._equations import ROWS, Equations, decompose, in_memory, norms, products, sums
from hiddenmath.linalg._gram_sum import refuse_not_finite
from hiddenmath.linalg._library import NUMPY
from hiddenmath.linalg._range import RANGE, columns_shifted, shifted
from hiddenmath.linalg._rhs import as_columns, misfit


class Block(NamedTuple):
    """Some rows of A and of B; `row`: the number of the first."""

    A: Any
    B: Any
    row: int


Part = Callable[[Block], Matrix]
Join = Callable[[Matrix, Matrix], Matrix]
Joined = Callable[[Part, Join], Matrix]


class Blocks(NamedTuple):
    """A (m×n, m ≥ n) and B (m×k) by so many blocks of `longest` rows at most.

    `joined(part, join)` joins what `part` makes of each block, two by two.
    """

    shape: tuple[int, int]
    k: int
    longest: int
    blocks: int
    joined: Joined


class Scale(NamedTuple):
    """What makes a block ready: its dtype, and the powers of two that are taken off A and each column of B."""

    double: np.dtype[Any]
    exponent: int
    exponents: NDArray[np.int64]

    def ready(self, block: Block) -> tuple[Matrix, Matrix]:
        A, B = (np.ascontiguousarray(part, self.double) for part in (block.A, block.B))
        if not self.exponent and not self.exponents.any():
            return A, B
        return shifted(A, -self.exponent), np.ascontiguousarray(columns_shifted(B, -self.exponents))


def of_dask(A: Any, b: Any, ridge: float) -> Equations:
    """The equations A x = b for a Dask array A, computed where its chunks are, but for a wide one, which comes home:
    its triangular factor would be as large as A."""
    from dask.delayed import delayed

    m, n = known(A).shape
    if m < n:
        A, b = compute([A, b])
        return in_memory(A, b, ridge, NUMPY)
    if is_dask(b):
        columns, of_b = _dask_columns(b, A)
        pieces, k = row_blocks(columns), columns.shape[1]
    else:
        B, of_b = as_columns(b, m)
        stops = list(accumulate(A.chunks[0]))
        pieces, k = [B[i:j] for i, j in zip([0, *stops], stops, strict=False)], B.shape[1]
    starts = accumulate(A.chunks[0], initial=0)
    blocks = [
        delayed(_of_chunks)(part, piece, start)
        for part, piece, start, rows in zip(row_blocks(A), pieces, starts, A.chunks[0], strict=False)
        if rows
    ]

    def joined(part: Part, join: Join) -> Matrix:
        found: Matrix = compute([tree([delayed(part)(block) for block in blocks], join)])[0]
        return found

    return _equations(Blocks((m, n), k, max(A.chunks[0]), len(blocks), joined), A.dtype, of_b, ridge)


def _dask_columns(b: Any, A: Any) -> tuple[Any, DTypeLike]:
    """`as_columns` for a Dask array b, in blocks of the same rows as those of A."""
    if any(length != length for length in b.shape):
        raise MatrixError(
            "b is a Dask array whose chunk sizes are not known: a filter or a data frame made it. "
            "Call b.compute_chunk_sizes() first, which reads it once."
        )
    if b.ndim not in (1, 2) or b.shape[0] != A.shape[0] or 0 in b.shape:
        raise MatrixError(misfit(b.shape, A.shape[0]))
    if b.dtype.kind not in "biufc":
        raise MatrixError(f"b has dtype {b.dtype}, no plain numbers. Convert it: b.astype(float).")
    columns = b if b.ndim == 2 else b[:, None]
    answer = type_of_answer(b.dtype)
    return columns.rechunk((A.chunks[0], -1)), answer


def _of_chunks(A: Any, B: Any, row: int) -> Block:
    return Block(chunk_of_numpy(A), chunk_of_numpy(B, "b"), row)


def of_row_blocks(A: RowBlocks, b: Any, ridge: float) -> Equations:
    """The equations A x = b for an A that is read block by block, but for a wide one: its triangular factor would be
    as large as A."""
    if A.shape[0] < A.shape[1]:
        return in_memory(np.vstack(list(A)), b, ridge, NUMPY)
    B, of_b = as_columns(b, A.shape[0])

    def joined(part: Part, join: Join) -> Matrix:
        starts = range(0, A.shape[0], A.rows)
        blocks = (Block(rows, B[i : i + A.rows], i) for rows, i in zip(A.ahead(), starts, strict=True))
        return reduce(join, map(part, blocks))

    return _equations(Blocks(A.shape, B.shape[1], A.rows, A.blocks, joined), A.dtype, of_b, ridge)


def _equations(blocks: Blocks, of_A: np.dtype[Any], of_b: DTypeLike, ridge: float) -> Equations:
    """The equations of all blocks; the rows √ridge·x = 0 are a further one, which is here."""
    m, n = blocks.shape
    double = np.dtype(np.complex128 if "c" in (of_A.kind, np.dtype(of_b).kind) else np.float64)
    below = Block(sqrt(ridge) * np.eye(n), np.zeros((n, blocks.k)), m)

    def joined(part: Part, join: Join) -> Matrix:
        found = blocks.joined(part, join)
        return join(found, part(below)) if ridge else found

    def decomposed(tol: float) -> tuple[Matrix, Vector]:
        R = joined(partial(_triangle, scale=scale), _triangle_of_both)
        return decompose(R[:, :n], R[:, n:], tol)

    scale, first = _scaled(joined, n, Scale(double, 0, np.zeros(blocks.k, np.int64)))
    return Equations(
        shape=(m + n if ridge else m, n),
        unknowns=n,
        terms=min(ROWS, blocks.longest) + blocks.longest // ROWS + 2 + blocks.blocks,
        dtype=np.result_type(type_of_answer(of_A), of_b),
        double=double,
        exponent=scale.exponent,
        exponents=scale.exponents,
        first=lambda: (first[:n, :n], first[:, n:]),
        sums=lambda X: joined(partial(_sums, scale=scale, X=X), _sum),
        right=lambda: norms(first[:, n:]),
        left=lambda X: norms(blocks.joined(partial(_sums, scale=scale, X=X), _sum)),
        decompose=decomposed,
    )


def _scaled(joined: Joined, n: int, scale: Scale) -> tuple[Scale, Matrix]:
    """The first sums, and the scale at which they keep their squares: another than this one where it must be."""
    first = joined(partial(_first, scale=scale), _sum)
    if _in_range(first, n):
        return scale, first
    ends = joined(_ends, np.maximum)
    exponents = np.frexp(ends)[1].astype(np.int64) * ~((ends > 2.0**-RANGE) & (ends < 2.0**RANGE))
    if not exponents.any():
        return scale, first
    scale = Scale(scale.double, int(exponents[0]), exponents[1:])
    return scale, joined(partial(_first, scale=scale), _sum)


def _first(block: Block, scale: Scale) -> Matrix:
    """AᴴA and, beside it, `sums(A, B, None)`."""
    A, B = scale.ready(block)
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        G = products(A, scale.double)
        return np.hstack([np.vstack([G, np.zeros((1, len(G)))]), sums(A, B, None)])


def _sum(left: Matrix, right: Matrix) -> Matrix:
    with np.errstate(over="ignore", invalid="ignore"):  # seen in the sums
        return left + right


def _sums(block: Block, scale: Scale, X: Matrix) -> Matrix:
    return sums(*scale.ready(block), X)


def _triangle(block: Block, scale: Scale) -> Matrix:
    """The R of [A B] = Q R: its least-squares problem has the same solutions, residuals and singular values."""
    return np.asarray(np.linalg.qr(np.hstack(scale.ready(block)), mode="r"))


def _triangle_of_both(R: Matrix, S: Matrix) -> Matrix:
    return np.asarray(np.linalg.qr(np.vstack([R, S]), mode="r"))


def _ends(block: Block) -> Vector:
    """The largest entry of A and of each column of B; what is not finite is refused."""
    refuse_not_finite(block.A, block.row)
    refuse_not_finite(block.B, block.row, name="b")
    return np.array([_largest(part) for part in (block.A, *block.B.T)])


def _largest(values: Matrix) -> float:
    """The largest |entry|, complex ones up to a factor of √2."""
    return float(max(np.abs(part).max() for part in (np.real(values), np.imag(values))))


def _in_range(first: Matrix, n: int) -> bool:
    """Whether no square in the sums left the range of float64, nor vanished."""
    squares = np.concatenate([[first.diagonal().real[:n].max()], first[-1, n:].real])
    return bool(np.isfinite(first).all() and (squares > 2.0 ** (-2 * RANGE)).all())
