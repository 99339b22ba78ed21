"""The rows of a table divided into clusters, and how many there are, with the reason in words."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._kmeans import kmeans
from hiddenmath.apply._lloyd import Labels
from hiddenmath.apply._result import Numbers
from hiddenmath.apply._silhouette import SAMPLE, silhouette
from hiddenmath.apply._spectral import Affinity, spectral, spectrum
from hiddenmath.data import InputError

Array = NDArray[np.float64]
MOST = 10  # clusters that are tried
ZERO = 1e-6  # an eigenvalue, as exactly as they are computed


class Partition(NamedTuple):
    """The cluster of each row, from 0, the largest cluster first; `places`: the rows where their distances were
    measured; `numbers` and `notes` for the answer; `tried`: (k, silhouette), where k was chosen here."""

    labels: Labels
    places: Array
    numbers: Numbers
    notes: tuple[str, ...]
    tried: tuple[tuple[int, float], ...]


def by_k_means(Z: Array, k: int | None, restarts: int, seed: int) -> Partition:
    """k-means on the rows Z (m×n); without `k`, with the number of clusters whose silhouette is largest."""
    tried: dict[int, float] = {}
    notes: tuple[str, ...] = ()
    if k is None:
        few = Z
        if len(Z) > SAMPLE:
            few = Z[np.random.default_rng(seed).choice(len(Z), SAMPLE, replace=False)]
            notes = (f"How many clusters there are was judged by {SAMPLE:,} of the {len(Z):,} rows, drawn at random.",)
        tried = {i: silhouette(few, kmeans(few, i, seed, restarts).labels) for i in _numbers(few)}
        k, why = _largest(tried)
        notes = (*notes, why)
    found = kmeans(Z, k, seed, restarts)
    if not found.settled:
        notes = (*notes, f"k-means had not settled after {found.steps} steps: some rows still changed their cluster.")
    numbers: Numbers = {"inertia": found.inertia, "steps": found.steps}
    return Partition(_by_size(found.labels), Z, numbers, notes, tuple(tried.items()))


def by_spectrum(
    Z: Array, k: int | None, affinity: Affinity, neighbours: int, width: float | None, seed: int
) -> Partition:
    """Spectral clustering of the rows Z (m×n); without `k`, with the number of clusters whose silhouette among the
    eigenvectors is largest."""
    if k is not None and k > len(Z):
        raise InputError(f"{k} clusters of {len(Z)} rows.", f"Choose 2 to {len(Z)} clusters.")
    numbers = _numbers(Z)
    found = spectrum(Z, min(len(Z), (k or numbers[-1]) + 1), affinity, neighbours, width, seed)
    tried: dict[int, float] = {}
    notes: tuple[str, ...] = ()
    if k is None:
        tried = {i: silhouette(places, labels) for i in numbers for labels, places in [spectral(found, i, seed)]}
        k, why = _largest(tried)
        notes = (why,)
    labels, places = spectral(found, k, seed)
    pieces = int(np.sum(found.w < ZERO))
    if pieces > k:
        notes = (*notes, f"The links leave at least {pieces} pieces that nothing joins; more neighbours join them.")
    seen: Numbers = {"largest_eigenvalue_used": float(found.w[k - 1])}
    return Partition(
        _by_size(labels), places, seen | ({"width": found.width} if found.width else {}), notes, tuple(tried.items())
    )


def _numbers(Z: Array) -> range:
    """How many clusters to try: 2 to 10, fewer than there are different rows."""
    different = len(np.unique(Z, axis=0))
    if different < 2:
        raise InputError(f"All {len(Z)} rows are equal, so nothing tells them apart.", "Give rows that differ.")
    return range(2, max(2, min(MOST, different - 1)) + 1)


def _largest(tried: dict[int, float]) -> tuple[int, str]:
    """The number of clusters with the largest silhouette, and why."""
    k, *others = sorted(tried, key=lambda i: -tried[i])
    second = f", before {others[0]} clusters with {tried[others[0]]:.2f}" if others else ""
    return k, (
        f"{k} clusters are proposed: of {min(tried)} to {max(tried)}, they have the largest silhouette "
        f"({tried[k]:.2f}{second}). Set clusters to compare with another number."
    )


def _by_size(labels: Labels) -> Labels:
    """The same clusters, numbered from the largest on."""
    order = np.argsort(-np.bincount(labels), kind="stable")
    numbered: Labels = np.argsort(order)[labels]
    return numbered
