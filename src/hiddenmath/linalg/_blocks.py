"""A matrix larger than memory: it is read block by block of its rows."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from hiddenmath.linalg._arrays import Matrix, MatrixError

# A Gram matrix of this order takes 0.5 GiB, and its eigenvectors minutes; with more columns none is formed.
NARROW = 8192
# More bytes in a block gain nothing, as a rule, and an interruption would have to wait for them.
LARGEST = 1 << 25
# With fewer rows a product of matrices is no faster than as many products with vectors.
FEWEST = 64


@dataclass(frozen=True)
class RowBlocks:
    """A (m×n) as blocks of `rows` rows each; the last one may be shorter.

    `shape`: (m, n); `dtype`: of all blocks; `read(start, stop)` gives the rows start … stop − 1 as a NumPy array
    (stop − start × n), the same ones each time, in whatever thread it is called. `origin` tells these data from others
    of the same shape: where a computation is resumed from a checkpoint, it must not have changed.
    `hiddenmath.data.open_rows` makes one of a file. Raises MatrixError naming the shape where there is nothing to read,
    or a block is not as promised.

    >>> A = np.arange(12.0).reshape(6, 2)
    >>> blocks = RowBlocks(A.shape, A.dtype, rows=4, read=lambda start, stop: A[start:stop])
    >>> blocks.blocks, blocks.block(1)
    (2, array([[ 8.,  9.],
           [10., 11.]]))
    """

    shape: tuple[int, int]
    dtype: np.dtype[Any]
    rows: int
    read: Callable[[int, int], Matrix]
    origin: str = ""

    def __post_init__(self) -> None:
        m, n = self.shape
        if m < 1 or n < 1:
            raise MatrixError(f"A ({m}×{n}) is empty: nothing can be decomposed. Was every row filtered out before?")
        if self.dtype.kind not in "biufc":
            raise MatrixError(
                f"A ({m}×{n}) has dtype {self.dtype}, no plain numbers. Keep the numeric columns and convert them."
            )
        if self.rows < 1:
            raise MatrixError(f"A ({m}×{n}) cannot be read in blocks of {self.rows} rows. Choose rows ≥ 1.")

    @property
    def blocks(self) -> int:
        """How many there are."""
        return -(-self.shape[0] // self.rows)

    def block(self, i: int) -> Matrix:
        """Block i: rows i·rows, i·rows + 1, …"""
        if not 0 <= i < self.blocks:
            raise IndexError(f"there is no block {i}: blocks are numbered from 0 to {self.blocks - 1}")
        start, stop = i * self.rows, min((i + 1) * self.rows, self.shape[0])
        found = self.read(start, stop)
        if not isinstance(found, np.ndarray) or isinstance(found, np.ma.MaskedArray):
            raise MatrixError(
                f"rows {start} to {stop - 1} of A ({self.shape[0]}×{self.shape[1]}) came as a {type(found).__name__}, "
                "not as a plain array of NumPy. Let `read` return numpy.asarray(rows), and numbers for what is masked."
            )
        found = np.asarray(found)
        if found.shape != (stop - start, self.shape[1]) or found.dtype != self.dtype:
            raise MatrixError(
                f"rows {start} to {stop - 1} of A ({self.shape[0]}×{self.shape[1]}, {self.dtype}) came as "
                f"{found.shape} of {found.dtype}, not as {(stop - start, self.shape[1])}. Does `read` honour start "
                "and stop, or have the data changed meanwhile?"
            )
        return found

    def __iter__(self) -> Iterator[Matrix]:
        return map(self.block, range(self.blocks))

    def ahead(self, first: int = 0) -> Iterator[Matrix]:
        """The blocks from `first` on; each is read, in a thread, while the one before is used."""
        if first >= self.blocks:
            return
        with ThreadPoolExecutor(1) as reader:
            coming = reader.submit(self.block, first)
            for i in range(first + 1, self.blocks):
                block, coming = coming.result(), reader.submit(self.block, i)
                yield block
            yield coming.result()


def rows_that_fit(
    shape: tuple[int, int], dtype: np.dtype[Any], memory: int, copies: int = 3, largest: int = LARGEST
) -> int:
    """How many rows a block of A (m×n) can have so that `svd` holds at most `memory` bytes: a power of two.

    Counted are a block as it is read (`copies` of it), three copies in double precision, and, for n ≤ 8192, six n×n
    matrices: the Gram matrix with what its eigenvectors take. A block has at most `largest` bytes. For a Krylov
    space, which wider matrices need, its basis comes on top. Raises MatrixError naming what is needed where `memory` is
    too small.

    >>> rows_that_fit((1_500_000, 784), np.dtype("float32"), memory=10**9)
    8192
    """
    (m, n), double = shape, 16 if dtype.kind == "c" else 8
    square = 6 * n * n * double if n <= NARROW else 0
    row = n * (copies * dtype.itemsize + 3 * double)
    needed = square + min(FEWEST, m) * row
    if needed > memory:
        parts = f"six {n}×{n} matrices and {min(FEWEST, m)} rows" if square else f"{min(FEWEST, m)} rows at once"
        raise MatrixError(
            f"A ({m}×{n}, {dtype}) needs {needed / 1e6:.3g} MB, for {parts}, but {memory / 1e6:g} MB are allowed."
        )
    rows = 1
    while 2 * rows * n * dtype.itemsize <= largest and square + 2 * rows * row <= memory:
        rows *= 2
    return rows
