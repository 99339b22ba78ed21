"""How many directions hold more than chance: the spectrum beside that of shuffled columns."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.linalg._telling import tell

Array = NDArray[np.float64]
SHUFFLES = 19  # a direction of chance is the largest of 1 + 19 equal ones once in 20 times
ENTRIES = 1_000_000  # of a longer table some rows, evenly spaced, are looked at


class Chance(NamedTuple):
    """`shares` (r,): of the variance, of each direction; `shuffled` (r,): the largest that the same direction holds in
    any of the shuffled tables; `beyond`: how many of the first directions hold more; `rows`: how many were seen."""

    shares: Array
    shuffled: Array
    beyond: int
    rows: int


def chance(X: Array, seed: int = 0) -> Chance:
    """The shares of the directions of X (m×n, its columns centred) beside those of tables whose columns were shuffled,
    each on its own: these have the same columns, but nothing in common among them.

    Rows must be exchangeable: in a series over time neighbours are alike, and more seems to stand out than does. Where
    one direction holds nearly all, smaller ones that are real may not stand out. Cost: 20 Gram matrices of a table of
    10⁶ entries at most. Source: J. Horn, Psychometrika 30 (1965); A. Buja, N. Eyuboglu, Multivariate Behavioral
    Research 27 (1992).

    >>> rng = np.random.default_rng(0)
    >>> X = rng.normal(size=(200, 1)) @ np.ones((1, 5)) + 0.3 * rng.normal(size=(200, 5))
    >>> chance(X - X.mean(axis=0)).beyond
    1
    """
    X = X[:: -(-X.size // ENTRIES)]
    X = X / (np.abs(X).max() or 1.0)
    rng = np.random.default_rng(seed)
    shares, largest = _shares(X), np.zeros(min(X.shape))
    for i in range(SHUFFLES):
        tell("Comparing with shuffled columns", i, SHUFFLES)
        largest = np.maximum(largest, _shares(rng.permuted(X, axis=0)))
    # Where m points lie in a flat of m − 1 directions, the last one is nothing in both.
    stands_out = shares > largest + 1e-12
    return Chance(shares, largest, int(np.argmin(np.r_[stands_out, False])), len(X))


def _shares(X: Array) -> Array:
    """Of the variance, from the Gram matrix of the shorter side: squaring costs only shares below 10⁻¹⁵."""
    squares = np.maximum(0.0, np.linalg.eigvalsh(X.T @ X if X.shape[0] >= X.shape[1] else X @ X.T)[::-1])
    shares: Array = squares / (squares.sum() or 1.0)
    return shares
