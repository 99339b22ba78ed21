"""Passes over the blocks of rows of a matrix larger than memory."""

import os
from collections.abc import Callable, Iterator
from time import perf_counter

import numpy as np

from hiddenmath.linalg._arrays import Matrix, MatrixError
from hiddenmath.linalg._blocks import NARROW, RowBlocks
from hiddenmath.linalg._checkpoint import Checkpoint
from hiddenmath.linalg._gram_sum import GramSum
from hiddenmath.linalg._interrupts import held_interrupts
from hiddenmath.linalg._larger import Source, decompose, times
from hiddenmath.linalg._operator import Operator
from hiddenmath.linalg._rows_operator import of_blocks
from hiddenmath.linalg._svd import SVD
from hiddenmath.linalg._telling import tell

Progress = Callable[[int, int], object]


def streamed(
    A: RowBlocks,
    k: int | None,
    tol: float,
    seed: int,
    progress: Progress | None,
    checkpoint: str | os.PathLike[str] | None,
) -> SVD:
    """`svd` of row blocks. U comes back as row blocks: each is computed from a block of A when it is asked for."""
    start = perf_counter()
    passes = _Passes(A, seed, progress, checkpoint)

    def lazily(rows: Callable[[Matrix], Matrix], k: int, dtype: np.dtype[np.generic]) -> RowBlocks:
        return RowBlocks((A.shape[0], k), dtype, A.rows, lambda start, stop: rows(A.read(start, stop)))

    def stored(U: Matrix) -> RowBlocks:
        return RowBlocks(U.shape, U.dtype, A.rows, lambda start, stop: U[start:stop])

    source = Source(A.shape, A.dtype, passes.total, passes.operator, lazily, stored, gram=A.shape[1] <= NARROW)
    answer = decompose(source, k, tol, seed)
    if passes.kept:
        passes.kept.remove()
    return answer._replace(seconds=perf_counter() - start)


class _Passes:
    """Passes over A, told to `progress`; their sums are kept in a checkpoint."""

    def __init__(
        self, A: RowBlocks, seed: int, progress: Progress | None, checkpoint: str | os.PathLike[str] | None
    ) -> None:
        self.A, self.seed, self.progress, self.path = A, seed, progress, checkpoint
        self.begun = 0
        self.kept: Checkpoint | None = None

    def blocks(self, first: int = 0) -> Iterator[Matrix]:
        """One pass, from block `first` on."""
        m = self.A.shape[0]
        self.begun += 1
        for i, block in enumerate(self.A.ahead(first), first + 1):
            yield block
            done, total = (self.begun - 1) * m + min(i * self.A.rows, m), self.begun * m
            tell("Reading the rows", done, total)
            if self.progress:
                self.progress(done, total)

    def operator(self) -> Operator:
        """A by its products: a pass for each."""
        if self.path is not None:
            raise MatrixError(
                "A ({}×{}) is decomposed by a Krylov space, which is too large to be kept in a checkpoint. Leave "
                "checkpoint out.".format(*self.A.shape)
            )
        return of_blocks(self.A, self.blocks)[0]

    def total(self, T: Matrix | None, exponent: int) -> GramSum:
        """One pass, which sums the Gram matrix of A T / 2^exponent."""
        sum_ = GramSum(self.A.shape[1], self.A.dtype if T is None else T.dtype, self.seed)
        if self.path is None:
            for block in self.blocks():
                sum_.add(block if T is None else times(block, T, exponent))
            return sum_
        self.kept = kept = self.kept or Checkpoint(self.path, self.A, self.seed)
        sum_, first = kept.begin(self.begun, T, sum_)
        try:
            for block in self.blocks(first):
                with held_interrupts():
                    sum_.add(block if T is None else times(block, T, exponent))
                    kept.blocks += 1
                kept.save_if_due()
        except KeyboardInterrupt:
            kept.save()
            raise
        return sum_
