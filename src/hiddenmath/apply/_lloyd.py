"""Lloyd's algorithm, looking again only at rows that may have another nearest centre than before."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data import InputError

Rows = NDArray[Any]  # m×n, float64 or float32
Array = NDArray[np.float64]
Labels = NDArray[np.intp]
STEPS = 300  # nearly all runs settle in under 50
BLOCK = 1 << 16  # numbers in a block of rows and their distances: as many as a cache holds
ROUNDING = 1e-11  # of the longest row: what sums of 300 moves may be wrong by


class Means(NamedTuple):
    """Row i belongs to `centres[labels[i]]` (k×n); `inertia` = Σ ‖x − its centre‖²; `settled`: no row changes its
    centre any more after so many `steps`."""

    labels: Labels
    centres: Array
    inertia: float
    steps: int
    settled: bool


def lloyd(X: Rows, squares: Rows, C: Array) -> Means:
    """Each row of X (m×n) to its nearest centre in C (k×n), each centre to the mean of its rows; again, until nothing
    moves. `squares` (m,): ‖x‖² of the rows.

    A distance changes by no more than its centre moves. So `gap` keeps, for each row, by how much every other centre is
    farther than its own, and the row is looked at again only when the centres may have moved that much. A cluster that
    loses all its rows gets the row that lies farthest from its own centre. Raises InputError where there are fewer
    different rows than centres, or where rounding leaves a centre without rows to the end. Cost: mnk for the first
    step, less and less for those after it.
    Source: S. Lloyd, IEEE Trans. Information Theory 28 (1982); G. Hamerly, "Making k-means even faster", 2010.
    """
    k, every, steps, settled = len(C), np.arange(len(X)), 0, False
    unsure = ROUNDING * float(squares.max()) ** 0.5
    labels, gap = nearest(X, squares, C, every)
    total, exact = sums(X, every, labels, k), True
    while not settled and steps < STEPS:
        counts = np.bincount(labels, minlength=k)
        if not counts.all():
            gap[fill_empty(X, C, labels, counts)] = 0
            total = sums(X, every, labels, k)
        before, C, steps = C, total / counts[:, None], steps + 1
        moved = np.linalg.norm(C - before, axis=1)
        gap -= moved[labels] + moved.max()
        rows = np.flatnonzero(gap <= unsure)
        new, gap[rows] = nearest(X, squares, C, rows)
        changed = new != labels[rows]
        rows, new = rows[changed], new[changed]
        settled, exact = exact and not len(rows), not len(rows)
        # Rows that come and go leave rounding behind in a sum, so that the last step is one with sums made anew.
        total = sums(X, every, labels, k) if exact else total + sums(X, rows, new, k, labels[rows])
        labels[rows] = new
    if not settled and not np.bincount(labels, minlength=k).all():
        raise too_few(X, k)
    return Means(labels, C, inertia(X, C, labels), steps, settled)


def nearest(X: Rows, squares: Rows, C: Array, rows: Labels) -> tuple[Labels, Array]:
    """Which centre in C (k×n) is nearest to each of these rows of X (m×n): where ‖c‖²/2 − x·c is smallest, ‖x‖² being
    the same for all; and by how much every other is farther, at least. Products are made in X's precision."""
    labels, gap = np.empty(len(rows), np.intp), np.empty(len(rows))
    C = C.astype(X.dtype, copy=False)
    half = squared_lengths(C)[:, None] / 2
    noise, longest = (X.shape[1] + 8) * float(np.finfo(X.dtype).eps), 2 * float(half.max())
    for part in blocks(len(rows), sum(C.shape)):
        E = half - C @ X[rows[part]].T
        least, every = E.min(axis=0), np.arange(E.shape[1])
        labels[part] = first = (least == E).argmax(axis=0)
        E[first, every] = np.inf
        length = squares[rows[part]]
        slack = noise * (length + longest)  # of rounding in a squared distance
        farther = np.sqrt(np.maximum(length + 2 * E.min(axis=0) - slack, 0))
        gap[part] = farther - np.sqrt(np.maximum(length + 2 * least, 0) + slack)
    return labels, gap


def sums(X: Rows, rows: Labels, labels: Labels, k: int, before: Labels | None = None) -> Array:
    """M X (k×n), with M (k×m) 1 where one of these rows belongs, and −1 where it did before: what the sums of clusters
    gain."""
    total = np.zeros((k, X.shape[1]))
    for part in blocks(len(rows), sum(total.shape)):
        now = labels[part]
        every, M = np.arange(len(now)), np.zeros((k, len(now)))
        M[now, every] = 1
        if before is not None:
            M[before[part], every] = -1
        total += M @ X[rows[part]]
    return total


def squared_lengths(X: Rows) -> Rows:
    """‖x‖² (m,) of the rows x of X (m×n)."""
    squares: Rows = np.einsum("ij,ij->i", X, X)
    return squares


def inertia(X: Rows, C: Array, labels: Labels) -> float:
    """Σ ‖x − its centre‖²."""
    left = (X[part] - C[labels[part]] for part in blocks(len(X), 2 * X.shape[1]))
    return float(sum(np.vdot(D, D) for D in left))


def fill_empty(X: Rows, C: Array, labels: Labels, counts: Labels) -> list[int]:
    """Gives each cluster without rows one of those that lie farthest from their centre, in `labels` and in `counts`;
    which these are."""
    far, taken = np.sum((X - C[labels]) ** 2, axis=1), list[int]()
    for j in np.flatnonzero(counts == 0).tolist():
        free = np.where(counts[labels] > 1, far, 0)
        i = int(np.argmax(free))
        if free[i] == 0:
            raise too_few(X, len(C))
        counts[labels[i]] -= 1
        labels[i], counts[j] = j, 1
        taken.append(i)
    return taken


def too_few(X: Rows, k: int) -> InputError:
    """For k centres, which is more than there are different rows."""
    different = len(np.unique(X, axis=0))
    if different >= k:
        return InputError(
            f"{k} clusters, but some of the {len(X)} rows are nearer to each other than rounding.",
            "Numbers this large have no digits left there: choose fewer clusters, or scale the columns.",
        )
    return InputError(
        f"{k} clusters, but only {different} of the {len(X)} rows are different.", f"Choose at most {different}."
    )


def blocks(m: int, width: int) -> Iterator[slice]:
    """m rows of so many numbers each, as many at a time as stay in the cache."""
    step = max(64, BLOCK // width)
    return (slice(i, i + step) for i in range(0, m, step))
