"""How well rows sit in their clusters: nearer to their own than to any other?"""

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._kmeans import centred
from hiddenmath.apply._lloyd import Labels, sums
from hiddenmath.apply._spectral import squared_distances

Array = NDArray[np.float64]
SAMPLE = 2_000  # rows, of which all distances are looked at


def silhouette(X: Array, labels: Labels, seed: int = 0) -> float:
    """The mean over rows of (b − a)/max(a, b): 1 where clusters lie far apart, 0 where they touch.

    a: the mean distance of a row to the others of its cluster, b: to the rows of the nearest other cluster; 0 for a
    cluster of one row. Of more than 2,000 rows, as many are drawn. Source: P. Rousseeuw, J. Computational and Applied
    Mathematics 20 (1987). Cost: m²n.

    >>> round(silhouette(np.array([[0.0], [1.0], [9.0], [10.0]]), np.array([0, 0, 1, 1])), 3)
    0.889
    """
    if len(X) > SAMPLE:
        drawn = np.random.default_rng(seed).choice(len(X), SAMPLE, replace=False)
        X, labels = X[drawn], labels[drawn]
    m, labels = len(X), np.unique(labels, return_inverse=True)[1]
    count = np.bincount(labels)
    if len(count) < 2:
        return float("nan")
    D = np.sqrt(squared_distances(*2 * centred(X)[:1]))
    np.fill_diagonal(D, 0)
    total = sums(D, np.arange(m), labels, len(count)).T  # to each cluster; D is symmetric
    own = np.arange(m), labels
    a = total[own] / np.maximum(count[labels] - 1, 1)
    total[own] = np.inf
    b = (total / count).min(axis=1)
    larger = np.maximum(a, b)
    score = np.where((count[labels] > 1) & (larger > 0), (b - a) / np.where(larger > 0, larger, 1), 0)
    return float(score.mean())


def how_far(score: float) -> str:
    """What a mean silhouette is worth, by the usual scale (L. Kaufman, P. Rousseeuw, 1990).

    >>> how_far(0.55), how_far(0.1)
    ('reasonably apart', 'hardly apart: they run into each other')
    """
    if score > 0.7:
        return "far apart"
    if score > 0.5:
        return "reasonably apart"
    return "weakly apart: they touch" if score > 0.25 else "hardly apart: they run into each other"
