"""k-means: the k centres with a small sum of squared distances from each row to the nearest of them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data import InputError
from hiddenmath.linalg._telling import tell

Array = NDArray[np.float64]
Labels = NDArray[np.intp]
STEPS = 300  # of Lloyd; nearly all runs settle in under 50
BLOCK = 1 << 18  # numbers in a block of distances: as many as a cache holds


class Means(NamedTuple):
    """Row i belongs to `centres[labels[i]]` (k×n); `inertia` = Σ ‖x − its centre‖²; `settled`: no row changes its
    centre any more after so many `steps`."""

    labels: Labels
    centres: Array
    inertia: float
    steps: int
    settled: bool


def kmeans(X: Array, k: int, seed: int = 0, restarts: int = 10, start: Array | None = None) -> Means:
    """The best of so many runs of Lloyd's algorithm on the rows X (m×n), each from centres that k-means++ draws.

    `start` (k×n): the centres to begin with, once, in place of drawn ones. The inertia falls with each step, to a
    minimum that may be a local one. A cluster that loses all its rows gets the row that lies farthest from its own
    centre. Raises InputError where there are fewer different rows than clusters. Cost: about mnk a step.
    Source: S. Lloyd, IEEE Trans. Information Theory 28 (1982); D. Arthur, S. Vassilvitskii, "k-means++: the advantages
    of careful seeding", 2007.

    >>> found = kmeans(np.array([[0.0], [1.0], [9.0], [10.0]]), 2)
    >>> sorted(found.centres.ravel().tolist()), found.inertia
    ([0.5, 9.5], 1.0)
    """
    if k > len(X):
        raise InputError(f"{k} clusters of {len(X)} rows.", f"Choose 1 to {len(X)} clusters.")
    X, mean = centred(X)
    rng = np.random.default_rng(seed)
    runs = []
    for run in range(restarts if start is None else 1):
        tell(f"k-means, {k} clusters", run, restarts)
        runs.append(lloyd(X, seeds(X, k, rng) if start is None else start - mean))
    best = min(runs, key=lambda run: run.inertia)
    return best._replace(centres=best.centres + mean)


def centred(X: Array) -> tuple[Array, Array]:
    """X (m×n) without its mean, and the mean: so that products of rows far from 0 do not swallow small distances.
    Raises InputError where squares would overflow or vanish."""
    with np.errstate(over="ignore", invalid="ignore"):
        mean = X.mean(axis=0)
        X = X - mean
    largest = float(np.abs(X).max(initial=0))
    if not (largest == 0 or 1e-140 < largest < 1e140):
        raise InputError(
            f"The rows are about {largest:.1e} apart: the squares of their distances are beyond float64.",
            "Change the unit: multiply or divide all values by the same power of ten. Or scale.",
        )
    return X, mean


def lloyd(X: Array, C: Array) -> Means:
    """Each row to its nearest centre, each centre to the mean of its rows: M X / counts, with M (k×m) 1 where a row
    belongs; again, until nothing moves."""
    labels, settled, steps = nearest(X, C), False, 0
    while not settled and steps < STEPS:
        labels = without_empty(X, C, labels)
        counts = np.bincount(labels, minlength=len(C))
        C = sums(X, labels, len(C)) / counts[:, None]
        before, labels, steps = labels, nearest(X, C), steps + 1
        settled = bool((labels == before).all())
    return Means(labels, C, float(np.sum((X - C[labels]) ** 2)), steps, settled)


def nearest(X: Array, C: Array) -> Labels:
    """For each row of X (m×n) which row of C (k×n) is nearest: where ‖c‖²/2 − x·c is smallest, ‖x‖² being the same
    for all."""
    half = np.einsum("ij,ij->i", C, C) / 2
    rows = max(1, BLOCK // len(C))
    blocks = [np.argmin(half[:, None] - C @ X[i : i + rows].T, axis=0) for i in range(0, len(X), rows)]
    return np.concatenate(blocks)


def sums(X: Array, labels: Labels, k: int) -> Array:
    """M X (k×n): the sum of the rows of each cluster."""
    from scipy.sparse import csc_array

    m = len(X)
    M = csc_array((np.ones(m), labels, np.arange(m + 1)), shape=(k, m))
    return np.asarray(M @ X)


def without_empty(X: Array, C: Array, labels: Labels) -> Labels:
    """The labels, where each cluster without rows gets one of those that lie farthest from their centre."""
    empty = np.flatnonzero(np.bincount(labels, minlength=len(C)) == 0)
    if not len(empty):
        return labels
    far = np.sum((X - C[labels]) ** 2, axis=1)
    farthest = np.argsort(-far, kind="stable")[: len(empty)]
    if far[farthest[-1]] == 0:
        raise too_few(X, len(C))
    labels = labels.copy()
    labels[farthest] = empty
    return labels


def seeds(X: Array, k: int, rng: np.random.Generator) -> Array:
    """k rows far from each other: each is drawn with a chance that grows with its squared distance D² from those
    before; of some drawn ones, that which leaves the smallest sum of D² is taken."""
    squares = np.einsum("ij,ij->i", X, X)

    def apart(candidates: Labels) -> Array:
        D: Array = np.maximum(squares - 2 * X[candidates] @ X.T + squares[candidates][:, None], 0)
        return D

    chosen = [int(rng.integers(len(X)))]
    D2 = apart(np.array(chosen))[0]
    D2[chosen] = 0
    for _ in range(1, k):
        if not D2.any():
            raise too_few(X, k)
        drawn = rng.choice(len(X), size=2 + int(np.log(k)), p=D2 / D2.sum())
        left = np.minimum(apart(drawn), D2)
        best = int(np.argmin(left.sum(axis=1)))
        D2 = left[best]
        D2[drawn[best]] = 0  # rounding may leave some
        chosen.append(int(drawn[best]))
    return X[chosen]


def too_few(X: Array, k: int) -> InputError:
    different = len(np.unique(X, axis=0))
    return InputError(
        f"{k} clusters, but only {different} of the {len(X)} rows are different.", f"Choose at most {different}."
    )
