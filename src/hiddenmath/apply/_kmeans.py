"""k-means: the k centres with a small sum of squared distances from each row to the nearest of them."""

from contextlib import suppress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._lloyd import Labels, Means, Rows, lloyd, squared_lengths, too_few
from hiddenmath.data import InputError
from hiddenmath.linalg._telling import tell

Array = NDArray[np.float64]
REACH = {"f": 1e15, "d": 1e140}  # of numbers whose squares, and sums of them, are in the range of their precision


def kmeans(X: Rows, k: int, seed: int = 0, restarts: int = 10, start: Array | None = None) -> Means:
    """The best of so many runs of Lloyd's algorithm on the rows X (m×n), each from centres that k-means++ draws.

    `start` (k×n): the centres to begin with, once, in place of drawn ones. The inertia falls with each step, to a
    minimum that may be a local one. Distances to float32 rows are made in float32, unless rows are too near to each
    other for that, sums in float64. Raises InputError where there are fewer different rows than clusters. Cost: that of
    `seeds` and `lloyd`, about mnk each.
    Source: S. Lloyd, IEEE Trans. Information Theory 28 (1982); D. Arthur, S. Vassilvitskii, "k-means++: the advantages
    of careful seeding", 2007.

    >>> found = kmeans(np.array([[0.0], [1.0], [9.0], [10.0]]), 2)
    >>> sorted(found.centres.ravel().tolist()), found.inertia
    ([0.5, 9.5], 1.0)
    """
    if k > len(X):
        raise InputError(f"{k} clusters of {len(X)} rows.", f"Choose 1 to {len(X)} clusters.")
    if X.dtype == np.float32:
        with suppress(InputError):
            best = _best(X, k, seed, restarts, start)
            if best.settled:
                return best
        X = X.astype(np.float64)  # rounding made rows equal, or took them from centre to centre
    return _best(X, k, seed, restarts, start)


def _best(X: Rows, k: int, seed: int, restarts: int, start: Array | None) -> Means:
    X, mean = centred(X)
    squares, rng = squared_lengths(X), np.random.default_rng(seed)
    runs = []
    for run in range(restarts if start is None else 1):
        tell(f"k-means, {k} clusters", run, restarts)
        runs.append(lloyd(X, squares, seeds(X, squares, k, rng) if start is None else start - mean))
    best = min(runs, key=lambda run: run.inertia)
    return best._replace(centres=best.centres + mean)


def centred(X: Rows) -> tuple[Rows, Rows]:
    """X (m×n) without its mean, and the mean: so that products of rows far from 0 do not swallow small distances.
    In float64 where the squares leave float32. Raises InputError where they would overflow or vanish there, too."""
    with np.errstate(over="ignore", invalid="ignore"):
        mean = X.mean(axis=0)
        values = X - mean
    largest, reach = float(np.abs(values).max(initial=0)), REACH[X.dtype.char]
    if not (largest == 0 or 1 / reach < largest < reach):
        if X.dtype == np.float32:
            return centred(X.astype(np.float64))
        raise InputError(
            f"The rows are about {largest:.1e} apart: the squares of their distances are beyond float64.",
            "Change the unit: multiply or divide all values by the same power of ten. Or scale.",
        )
    return values, mean


def seeds(X: Rows, squares: Rows, k: int, rng: np.random.Generator) -> Rows:
    """k rows far from each other: each is drawn with a chance that grows with its squared distance D² from those
    before; of some drawn ones, that which leaves the smallest sum of D² is taken."""

    def left(drawn: Labels, D2: Any) -> Rows:
        """What each of the drawn rows would leave of D²."""
        D = -2 * X[drawn] @ X.T
        D += squares
        D += squares[drawn, None]
        D = np.clip(D, 0, D2, out=D)
        D[np.arange(len(drawn)), drawn] = 0  # rounding may leave some
        return D

    chosen = [int(rng.integers(len(X)))]
    D2 = left(np.array(chosen), np.inf)[0]
    for _ in range(1, k):
        if not D2.any():
            raise too_few(X, k)
        chance = np.cumsum(D2, dtype=np.float64)
        drawn = np.searchsorted(chance / chance[-1], rng.random(2 + int(np.log(k))), side="right")
        candidates = left(drawn, D2)
        best = int(np.argmin(candidates.sum(axis=1)))
        D2 = candidates[best]
        chosen.append(int(drawn[best]))
    return X[chosen]
