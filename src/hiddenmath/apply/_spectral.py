"""Spectral clustering: rows that are linked by short steps belong together, whatever shape they form."""

from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._kmeans import centred, kmeans
from hiddenmath.apply._lloyd import Labels, squared_lengths
from hiddenmath.data import InputError
from hiddenmath.linalg import eigh
from hiddenmath.linalg._telling import tell

Array = NDArray[np.float64]
Affinity = Literal["neighbours", "gaussian"]
SEVENTH = 7  # neighbour, whose distance is the usual width (Zelnik-Manor and Perona, 2004)
MOST_ROWS = 10_000  # of a matrix with all affinities
BLOCK = 1 << 22  # distances at a time


class Spectrum(NamedTuple):
    """The smallest eigenvalues `w` (k,) of the Laplacian I − D^-½ A D^-½, ascending, and their vectors `V` (m×k);
    `width` of the Gaussian (0 without)."""

    w: Array
    V: Array
    width: float


def spectrum(X: Array, k: int, affinity: Affinity, neighbours: int, width: float | None, seed: int = 0) -> Spectrum:
    """The first k eigenpairs of the normalised Laplacian of the rows X (m×n); A is their affinity, D its row sums.

    "neighbours": A is ½ where one of two rows is among the nearest of the other, 1 where both are. "gaussian":
    A = exp(−‖x − y‖²/(2 width²)) between all rows. As many eigenvalues are 0 as there are pieces without a link between
    them. Raises InputError for rows that have no link at all. Cost: m²n for distances, then one `eigh`.
    Source: A. Ng, M. Jordan, Y. Weiss, "On spectral clustering: analysis and an algorithm", NIPS 2001.
    """
    A: Any
    A, width = (linked(X, neighbours), 0.0) if affinity == "neighbours" else gaussian(X, width)
    degree = np.asarray(A.sum(axis=1)).ravel()
    if not degree.all():
        raise InputError(
            f"Row {int(np.argmin(degree)) + 1} is so far from all others that no Gaussian of width {width:.3g} reaches "
            "it.",
            "Set width to a larger number, leave the row out, or set affinity to neighbours.",
        )
    root = 1 / np.sqrt(degree)
    tell("The eigenvectors of the links")
    N = A.multiply(root).multiply(root[:, None]).tocsr() if affinity == "neighbours" else A * root * root[:, None]
    found = eigh(N, k, which="largest", seed=seed)
    return Spectrum(np.maximum(1 - np.asarray(found.w), 0), np.asarray(found.V), width)


def spectral(found: Spectrum, k: int, seed: int = 0) -> tuple[Labels, Array]:
    """The clusters of the rows, and where each lies: its k entries of the first k eigenvectors, at length 1. There the
    clusters are round, and k-means finds them."""
    V = found.V[:, :k]
    size = np.linalg.norm(V, axis=1, keepdims=True)
    places: Array = V / np.where(size > 0, size, 1)
    return kmeans(places, k, seed).labels, places


def squared_distances(X: Array, Y: Array) -> Array:
    """‖x − y‖² (m×p) for rows X (m×n) and Y (p×n), as ‖x‖² − 2 x·y + ‖y‖²."""
    squares = [squared_lengths(Z) for Z in (X, Y)]
    D: Array = np.maximum(squares[0][:, None] - 2 * (X @ Y.T) + squares[1], 0)
    return D


def linked(X: Array, neighbours: int) -> Any:
    """A (m×m, sparse): ½ for each of a row's nearest `neighbours`, and ½ where it is among the nearest of another."""
    from scipy.sparse import csr_array

    m = len(X)
    if not 1 <= neighbours < m:
        raise InputError(f"neighbours is {neighbours} for {m} rows.", f"Choose 1 to {m - 1}.")
    (X, _), step, nearest = centred(X), max(1, BLOCK // m), []
    for i in range(0, m, step):
        tell("The nearest neighbours of each row", i, m)
        D = squared_distances(X[i : i + step], X)
        D[np.arange(len(D)), np.arange(i, i + len(D))] = np.inf  # nobody is a neighbour of itself
        nearest.append(np.argpartition(D, neighbours - 1, axis=1)[:, :neighbours])
    columns = np.concatenate(nearest).ravel()
    A = csr_array((np.full(columns.size, 0.5), columns, np.arange(m + 1) * neighbours), shape=(m, m))
    return (A + A.T).tocsr()


def gaussian(X: Array, width: float | None) -> tuple[Array, float]:
    """A (m×m): exp(−‖x − y‖²/(2 width²)), 0 on the diagonal; and the width: by default the median distance of a row to
    its seventh neighbour."""
    m = len(X)
    if m > MOST_ROWS:
        raise InputError(
            f"A Gaussian links all rows to all others: {m} rows need {m * m * 8 / 2**30:.0f} GiB.",
            "Set affinity to neighbours.",
        )
    D = squared_distances(*2 * centred(X)[:1])
    np.fill_diagonal(D, 0)
    if width is None:
        width = float(np.sqrt(np.median(np.partition(D, min(SEVENTH, m - 1), axis=1)[:, min(SEVENTH, m - 1)])))
        if width == 0:
            raise InputError(
                "Most rows have seven others that equal them, so there is no distance to take a width from.",
                "Set width to a number, or leave equal rows out.",
            )
    A = np.exp(-D / (2 * width**2))
    np.fill_diagonal(A, 0)
    return A, width
