"""Clusters that were found, fit to take in new rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._lloyd import Labels, nearest, squared_lengths
from hiddenmath.apply._models import Arrays, Model, numbers, texts

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Clusters(Model):
    """A row x belongs to the cluster `of` the point that is nearest to (x − mean)/scale.

    `points` (p×n): of k-means the k centres, of spectral clustering all rows that were learned from; `clusters` (p,):
    theirs, from 0; `mean`, `scale` (n,): of the `columns`.
    """

    kind: ClassVar[str] = "cluster"

    method: str
    columns: tuple[str, ...]
    mean: Array
    scale: Array
    points: Array
    clusters: Labels

    @property
    def inputs(self) -> tuple[str, ...]:
        return self.columns

    @property
    def estimator(self) -> str:
        return "KMeans" if self.method == "k-means" else "SpectralClustering"

    @property
    def count(self) -> int:
        return int(self.clusters.max()) + 1

    def at_scale(self, X: Array) -> Array:
        """(X − mean)/scale."""
        Z: Array = (X - self.mean) / self.scale
        return Z

    def assign(self, X: Array) -> Labels:
        """The cluster of each row of X (m×n), from 0."""
        return self.clusters[self._nearest(self.at_scale(X))]

    def distance(self, X: Array) -> Array:
        """How far each row of X (m×n) is from the point nearest to it, at scale."""
        Z = self.at_scale(X)
        return np.asarray(np.linalg.norm(Z - self.points[self._nearest(Z)], axis=1))

    def _nearest(self, Z: Array) -> Labels:
        with np.errstate(over="ignore", invalid="ignore"):  # how much nearer, which nobody asks, may be beyond float64
            return nearest(Z, squared_lengths(Z), self.points, np.arange(len(Z)))[0]

    def arrays(self) -> Mapping[str, Any]:
        return vars(self)

    @classmethod
    def of(cls, arrays: Arrays) -> Self:
        method, columns = str(arrays["method"]), texts(arrays, "columns")
        p, n = len(arrays["clusters"]), len(columns)
        clusters = numbers(arrays, "clusters", p).astype(np.intp)
        mean, scale = numbers(arrays, "mean", n), numbers(arrays, "scale", n)
        if method not in ("k-means", "spectral") or not p or clusters.min() < 0 or not scale.all():
            raise ValueError(f"it has {p} points of method {method!r}")
        return cls(method, columns, mean, scale, numbers(arrays, "points", p, n), clusters)
