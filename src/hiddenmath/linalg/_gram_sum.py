"""The sum AᴴA over blocks of rows, and how wrong rounding has made it."""

from collections.abc import Mapping
from math import sqrt
from typing import Any, Self

import numpy as np

from hiddenmath.linalg._arrays import Matrix, MatrixError
from hiddenmath.linalg._bounds import gamma
from hiddenmath.linalg._range import shifted

# A block is summed some rows at a time: rounding then grows with these rows plus the number of sums, instead of with
# all rows, while adding the sums costs little beside making them. Float32 is widened a piece at a time.
ROWS, WIDENED, ENTRIES = 1 << 14, 1 << 12, 1 << 20
# Numbers between 2^±200 can be squared and summed as they are; beyond, a power of two is taken off.
RANGE = 200


class GramSum:
    """G = AᴴA / 4^exponent (n×n, Hermitian, in double precision) for the rows that were added so far.

    `error` bounds ‖G − AᴴA/4^exponent‖₂, `size` bounds ‖A‖_F/2^exponent; `rows` counts. `exponent` is 0 unless A's
    entries are so large or small that squares leave the range of float64; it can still grow when larger rows come.
    Two sums of the same kind can be added. `start` is the number of the first row, for what is said about a bad one.

    >>> total = GramSum(2, np.float64)
    >>> total.add(np.array([[3.0, 0.0], [4.0, 5.0]]))
    >>> total.G
    array([[25., 20.],
           [20., 25.]])
    """

    def __init__(self, n: int, dtype: Any, seed: int = 0, start: int = 0) -> None:
        self.dtype, self.seed, self.start = np.dtype(dtype), seed, start
        self.G: Matrix = np.zeros((n, n), np.complex128 if self.dtype.kind == "c" else np.float64)
        self.rows, self.exponent = 0, 0
        self._square, self._pieces = 0.0, 0

    @property
    def size(self) -> float:
        return sqrt(self._square) * (1 + self._rounding)

    @property
    def error(self) -> float:
        """Each entry is a sum of at most ROWS + pieces products: |G − AᴴA| ≤ γ|A|ᴴ|A|, whose norm is at most ‖A‖_F²."""
        return self._rounding * self._square * (1 + self._rounding)

    @property
    def _rounding(self) -> float:
        n = len(self.G)
        return gamma(min(self.rows, self._piece) + n + 2 * self._pieces + 4, self.G)

    @property
    def _piece(self) -> int:
        return max(ROWS if self.dtype == self.G.dtype else WIDENED, ENTRIES // len(self.G))

    def add(self, block: Matrix) -> None:
        """More rows of A (r×n), in A's own dtype. Raises MatrixError naming the first entry that is not finite."""
        for i in range(0, len(block), self._piece):
            self._add(block[i : i + self._piece].astype(self.G.dtype, copy=False))

    def _add(self, rows: Matrix) -> None:
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            product = rows.conj().T @ rows
        square = float(product.diagonal().real.sum())
        if self.exponent or not 2.0 ** (-2 * RANGE) < square < 2.0 ** (2 * RANGE):
            rows = self._scaled(rows)
            product = rows.conj().T @ rows
            square = float(product.diagonal().real.sum())
        self.G += product
        self._square += square
        self.rows += len(rows)
        self._pieces += 1

    def _scaled(self, rows: Matrix) -> Matrix:
        """The rows without 2^exponent, which is chosen anew where these are the first or much larger than all before.

        What underflows then is 2^-400 of the largest, and `error` has room for it.
        """
        refuse_not_finite(rows, self.start + self.rows)
        largest = float(np.abs(np.ascontiguousarray(rows).view(np.float64)).max())
        needed = int(np.frexp(largest)[1])
        if largest and (abs(needed) if not self._square else needed - self.exponent) > RANGE:
            self._shift(needed)
        return shifted(rows, -self.exponent)

    def _shift(self, exponent: int) -> None:
        factor = np.ldexp(1.0, max(-1074, 2 * (self.exponent - exponent))) if self._square else 1.0
        self.G *= factor
        self._square *= factor
        self.exponent = exponent

    def __add__(self, other: "GramSum") -> "GramSum":
        """The sum over the rows of both."""
        both = GramSum(len(self.G), self.dtype, self.seed, min(self.start, other.start))
        heads = [part.exponent for part in (self, other) if part._square]
        both.exponent = max(heads, default=0)
        for part in (self, other):
            factor = np.ldexp(1.0, max(-1074, 2 * (part.exponent - both.exponent))) if part._square else 1.0
            both.G += part.G * factor
            both._square += part._square * factor
            both.rows += part.rows
            both._pieces += part._pieces
        return both

    def state(self) -> dict[str, Matrix]:
        """All of it, as arrays."""
        numbers = [self.seed, self.start, self.rows, self.exponent, self._pieces]
        return {
            "G": self.G, "square": np.array(self._square), "numbers": np.array(numbers), "of": np.empty(0, self.dtype),
        }  # fmt: skip

    @classmethod
    def resume(cls, state: Mapping[str, Matrix]) -> Self:
        """The sum whose `state` this was; it goes on to the same bits."""
        seed, start, rows, exponent, pieces = map(int, state["numbers"])
        self = cls(len(state["G"]), state["of"].dtype, seed, start)
        self.G, self._square = state["G"].copy(), float(state["square"])
        self.rows, self.exponent, self._pieces = rows, exponent, pieces
        return self


def refuse_not_finite(block: Matrix, row: int, column: int = 0, name: str = "A") -> None:
    """Names the first entry that is not finite of a block that begins in `row` and `column` of A."""
    bad = np.argwhere(~np.isfinite(block))
    if len(bad):
        i, j = bad[0]
        raise MatrixError(
            f"{name} has an entry that is not finite in row {row + i}: {name}[{row + i}, {column + j}] = "
            f"{block[i, j]}. Missing values, a division by zero or an overflow before the data were written are the "
            "likeliest cause. Leave such rows out, or put numbers in their place."
        )
