"""The middle of rows and their Gram matrix, from one pass over them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data import InputError
from hiddenmath.linalg import gamma
from hiddenmath.linalg._gram_sum import GramSum

Array = NDArray[np.float64]
MOST = 2048  # columns: the eigenvectors of a larger Gram matrix take longer than other ways to the first directions
FAR = 100  # times the spread, squared: farther from the mean, what was taken off spoils the digits


class Gram(NamedTuple):
    """`G` (n×n): XᵀX of centred and scaled rows X; `error` bounds ‖G − XᵀX‖₂."""

    G: Array
    error: float


class Middle(NamedTuple):
    """Of columns (n,): `mean` + `rest`, where they are centred, and the `scale` they are then divided by; `squares`:
    of what that leaves, summed by column; `error`: how far that is from exact centring, in length; `rows`: how many;
    `gram`: their Gram matrix, where it came from the same pass."""

    mean: Array
    rest: Array
    scale: Array
    squares: Array
    error: Array
    rows: int
    gram: Gram | None = None


class Sums:
    """Sums over rows from which the mean of the first ones is taken off: they are small, however large the mean is.

    >>> sums = Sums(2)
    >>> sums.add(np.array([[1e9 + 1, 5.0], [1e9 + 3, 6.0]]))
    >>> middle = sums.middle(scale=False, columns=("a", "b"))
    >>> middle.squares, middle.gram.G
    (array([2. , 0.5]), array([[2. , 1. ],
           [1. , 0.5]]))
    """

    def __init__(self, n: int) -> None:
        self.rows, self.blocks, self.longest = 0, 0, 0
        self.known, self.about = np.zeros(n), np.zeros(n)
        self.sums, self.squares, self.changes = np.zeros(n), np.zeros(n), np.zeros(n, dtype=bool)
        self.gram = GramSum(n, np.float64) if n <= MOST else None

    def add(self, X: Array, absent: NDArray[np.bool_] | None = None) -> None:
        """More rows; where a value is absent, it counts as its column's mean."""
        if not len(X):
            return
        known = np.full(X.shape[1], len(X)) if absent is None else np.count_nonzero(~absent, axis=0)
        if not self.rows:
            self.about = _about(X, absent, known)
        D = X - self.about
        if absent is not None:
            D[absent] = 0.0
            self.gram = None  # it would need to know which values are there for each pair of columns
        with np.errstate(over="ignore", invalid="ignore"):
            self.sums += np.ones(len(D)) @ D
            squares = np.einsum("ij,ij->j", D, D)
        self.squares += squares
        self.changes |= (squares > 0) | (D.any(axis=0) if not squares.all() else False)
        if self.gram is not None:
            self.gram.add(D)
        self.known += known
        self.rows, self.blocks, self.longest = self.rows + len(X), self.blocks + 1, max(self.longest, len(X))

    @property
    def in_range(self) -> bool:
        """Whether no sum of squares left the range of float64, nor vanished."""
        with np.errstate(over="ignore"):
            return bool(((self.squares > 1e-290) | ~self.changes).all() and self.squares.sum() < np.inf)

    def middle(self, scale: bool, columns: tuple[str, ...]) -> Middle:
        """The middle of all rows. Raises InputError where a column has no value, or no spread to scale by."""
        m = self.rows
        if not self.known.all():
            name = columns[int(np.argmin(self.known))]
            raise InputError(f"Column {name!r} has no value at all, hence no mean.", "Leave that column out.")
        refuse_no_spread(~self.changes, scale, columns, m)
        if not self.in_range:
            raise out_of_range(float(self.squares.max()) ** 0.5)
        rest = self.sums / self.known
        squares = np.maximum(0.0, self.squares - self.known * rest**2)
        deviation = np.sqrt(squares / (m - 1)) if scale else np.ones(len(rest))
        error = gamma(m + 16, rest) * (np.sqrt(self.squares) + np.sqrt(squares)) / deviation
        found = Middle(self.about, rest, deviation, squares / deviation**2, error, m)
        near = m * rest**2 <= FAR * squares
        return found._replace(gram=self._centred(rest, deviation)) if near.all() else found

    def _centred(self, rest: Array, scale: Array) -> Gram | None:
        """From rows D = X − about: (D − 1 restᵀ)ᵀ(D − 1 restᵀ) = DᵀD − m rest restᵀ. Rounding is bounded entry by entry
        by |D|ᵀ|D|, so that scaling it is scaling the bound."""
        if self.gram is None or self.gram.exponent:
            return None
        m, r = self.rows, rest / scale
        before = float(np.sum(self.squares / scale**2))
        moved = m * float(r @ r)
        sums = gamma(self.longest + self.blocks + 4, rest)
        summed = self.gram.error / max(float(self.gram.G.trace()), np.finfo(float).tiny)
        error = (summed + gamma(8, rest)) * before + (2 * sums + gamma(8, rest)) * float(
            np.sqrt(moved * before) + moved
        )
        return Gram(self.gram.G / np.outer(scale, scale) - m * np.outer(r, r), error)


def _about(X: Array, absent: NDArray[np.bool_] | None, known: NDArray[np.int_]) -> Array:
    """The mean of the first rows; of a column that does not change exactly its value, so that nothing is left of it."""
    values = X if absent is None else np.where(absent, 0.0, X)
    with np.errstate(over="ignore", invalid="ignore"):
        mean: Array = np.ones(len(X)) @ values / np.maximum(known, 1)
    every = np.arange(X.shape[1])
    first = X[0] if absent is None else X[np.argmin(absent, axis=0), every]
    same = every if absent is not None else np.flatnonzero(first == X[-1])  # few pass this, and are looked at in full
    constant = X[:, same] == first[same]
    if absent is not None:
        constant |= absent
    still = same[constant.all(axis=0)]
    mean[still] = first[still]
    return np.where(np.isfinite(mean), mean, 0.0)


def out_of_range(size: float) -> InputError:
    """Of a spread of about this size a variance cannot be held."""
    return InputError(
        f"The spread of the values, about {min(size, 1e154):.0e}, is too {'small' if size < 1 else 'large'}: "
        "a variance is its square, which float64 cannot hold.",
        "Change the unit: multiply or divide all values by the same power of ten. Or scale.",
    )


def refuse_no_spread(constant: NDArray[np.bool_], scale: bool, columns: tuple[str, ...], m: int) -> None:
    """Raises InputError where all columns are constant, or one by whose spread the values would be divided."""
    if constant.all():
        raise InputError(
            f"All {m} rows are equal: there is no direction in which they differ.", "Give rows that differ."
        )
    if scale and constant.any():
        names = [columns[i] for i in np.flatnonzero(constant)]
        listed = ", ".join(map(repr, names[:5])) + (" and others" if len(names) > 5 else "")
        raise InputError(
            f"The same value stands in every row of column {listed}: there is no spread to scale by.",
            "Leave it out, or do not scale.",
        )
