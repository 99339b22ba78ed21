"""Least squares with an intercept: the centred columns are not written down, only summed over, block by block."""

from collections.abc import Iterator
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.linalg._equations import Equations, decompose, norms
from hiddenmath.linalg._lapack import adjoint_times, half_gram, times, whole
from hiddenmath.linalg._range import RANGE
from hiddenmath.linalg._telling import tell

Array = NDArray[np.float64]
# A block of so many numbers, at most so many rows, stays in the cache from one step to the next.
NUMBERS, ROWS = 1 << 17, 1024
# A column whose spread is less than this part of its mean keeps too few digits for sums over its rounded differences.
FLAT = 2.0**-30


class Centring(NamedTuple):
    """X = mean + rest + Z · diag(length), y = height + rise · h: the columns of Z (m×n) and h (m,) have mean 0 and
    length 1."""

    mean: Array
    rest: Array
    length: Array
    height: tuple[float, float]
    rise: float


class Columns(NamedTuple):
    """Z = (X − mean − rest) / length (m×n) and h (m×1), of which so many rows are looked at a time; `below` (n,): with
    a ridge, the rows diag(below) v = 0 beneath them, else zeros."""

    X: Array
    mean: Array
    rest: Array
    length: Array
    h: Array
    below: Array
    rows: int

    def left(self, V: Array) -> Array:
        """ZᵀR and the squared norms of R = h − Z v."""
        W, n = V / self.length[:, None], len(self.length)
        total = np.zeros((n + 2, V.shape[1]))
        for i, near in _near(self.X, self.mean, self.rows):
            R = self.h[i : i + self.rows] - times(near, W) + self.rest @ W
            total += np.vstack([adjoint_times(near, R), R.sum(axis=0), (R**2).sum(axis=0)])
        ZR = (total[:n] - self.rest[:, None] * total[n]) / self.length[:, None]
        found: Array = np.vstack([ZR, total[n + 1]])
        return found

    def sums(self, V: Array) -> Array:
        """The same with the rows of the ridge."""
        stretched = self.below[:, None] * V
        found: Array = self.left(V) - np.vstack([self.below[:, None] * stretched, -(stretched**2).sum(axis=0)])
        return found

    def decompose(self, tol: float) -> tuple[Array, Array]:
        """As in `Equations`; here the columns are written down."""
        Z, h = ((self.X - self.mean) - self.rest) / self.length, self.h
        if self.below.any():
            Z, h = np.vstack([Z, np.diag(self.below)]), np.vstack([h, np.zeros((len(self.below), 1))])
        return decompose(Z, h, tol)


def centred(X: Array, y: Array, ridge: float) -> tuple[Equations, Centring] | None:
    """The equations Z v = h for X (m×n) and y (m,); with a ridge, which weighs v/length, n rows more.

    None where they should be written down: where a column, or y, hardly varies beside its mean, or its squares leave
    the range of float64. X is float64, row by row in memory, and finite. Cost: mn² once, then 4mn for each product.
    """
    m, n = X.shape
    rows = max(1, min(ROWS, NUMBERS // n, m))
    with np.errstate(over="ignore", invalid="ignore"):  # told by the squares
        mean, height = X.mean(axis=0), float(y.mean())
        near_y = (y - height)[:, None]
        raised = float(near_y.mean())
        near_y -= raised
        G, c, rest = _moments(X, mean, near_y, rows)
        squares = np.append(G.diagonal(), (near_y**2).sum())
        flat = m * (FLAT * np.append(mean, height)) ** 2
    if not ((squares > np.maximum(flat, 2.0 ** (-2 * RANGE))) & (squares < 2.0 ** (2 * RANGE))).all():
        return None
    *_, rise = lengths = np.sqrt(squares)
    length = lengths[:-1]
    Z = Columns(X, mean, rest, length, near_y / rise, sqrt(ridge) / length, rows)
    first = G / np.outer(length, length) + np.diag(Z.below**2), np.append(c / (rise * length), 1.0)[:, None]
    equations = Equations(
        shape=(m + n if ridge else m, n),
        unknowns=n,
        terms=rows + -(-m // rows) + 8,  # 8: for the rounding of differences, and of what is scaled afterwards
        dtype=np.dtype(np.float64),
        double=np.dtype(np.float64),
        exponent=0,
        exponents=np.zeros(1, np.int64),
        first=lambda: first,
        sums=Z.sums,
        right=lambda: np.ones(1),
        left=lambda V: norms(Z.left(V)),
        decompose=Z.decompose,
    )
    return equations, Centring(mean, rest, length, (height, raised), float(rise))


def _moments(X: Array, mean: Array, near_y: Array, rows: int) -> tuple[Array, Array, Array]:
    """ZᵀZ and Zᵀy for Z = X − mean − rest and the centred y, and rest: the mean that X − mean has."""
    m, n = X.shape
    G, sums = np.zeros((n, n), order="F"), np.zeros((n, 2))
    for i, near in _near(X, mean, rows):
        G = half_gram(G, near)
        sums += adjoint_times(near, np.column_stack([np.ones(len(near)), near_y[i : i + rows]]))
    rest = sums[:, 0] / m
    return whole(G) - m * np.outer(rest, rest), sums[:, 1] - rest * near_y.sum(), rest


def _near(X: Array, mean: Array, rows: int) -> Iterator[tuple[int, Array]]:
    """X − mean by blocks of so many rows, each in the place of the one before; with the number of its first row."""
    place = np.empty((rows, X.shape[1]))
    for i in range(0, len(X), rows):
        tell("Adding up rows", i, len(X))
        block = X[i : i + rows]
        yield i, np.subtract(block, mean, out=place[: len(block)])
