"""The estimators KMeans and SpectralClustering."""

from numbers import Integral
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.utils.validation import validate_data

from hiddenmath.apply._clusters import Clusters
from hiddenmath.apply._kmeans import kmeans
from hiddenmath.apply._spectral import Affinity, spectral, spectrum
from hiddenmath.apply.estimators._saving import Saving, unnamed
from hiddenmath.data import InputError

Array = NDArray[Any]


class KMeans(Saving, ClusterMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """k centres with a small sum of squared distances from each row to the nearest of them.

    Parameters: `n_clusters`; `n_init`: how often to begin anew, from centres that k-means++ draws; `init`: centres to
    begin with in place of drawn ones (k×n); `seed`.

    After `fit`, as in scikit-learn: `labels_` (m,), `cluster_centers_` (k×n), `inertia_`, `n_iter_` (of the best run).
    From the same `init` the inertia is scikit-learn's with `tol=0`; distances to float32 rows are made in float32 where
    that tells them apart, sums in float64. Raises ValueError for missing values, and for more clusters than different
    rows. Cost: mnk a run for the first step, less and less for those after it.

    >>> found = KMeans(2).fit([[0.0], [1.0], [9.0], [10.0]])
    >>> found.inertia_, (found.predict([[2.0]]) == found.labels_[0]).tolist()
    (1.0, [True])
    """

    def __init__(self, n_clusters: int = 8, *, n_init: int = 10, init: ArrayLike | None = None, seed: int = 0) -> None:
        self.n_clusters = n_clusters
        self.n_init = n_init
        self.init = init
        self.seed = seed

    def fit(self, X: ArrayLike, y: object = None) -> Self:  # noqa: ARG002 - scikit-learn's convention
        """Finds the centres of the rows X (m×n)."""
        rows: Array = validate_data(self, X, dtype=[np.float64, np.float32])
        k, restarts = _whole("n_clusters", self.n_clusters), _whole("n_init", self.n_init)
        start = None if self.init is None else np.asarray(self.init, dtype=np.float64)
        if start is not None and start.shape != (k, rows.shape[1]):
            raise InputError(
                f"init has shape {start.shape} for {k} clusters of rows with {rows.shape[1]} columns.",
                f"Give {k}×{rows.shape[1]} numbers.",
            )
        found = kmeans(rows, k, self.seed, restarts, start)
        self.labels_, self.inertia_, self.n_iter_ = found.labels, found.inertia, found.steps
        mean, one = rows.mean(axis=0, dtype=np.float64), np.ones(rows.shape[1])
        return self._take(Clusters("k-means", _names(self, rows), mean, one, found.centres - mean, np.arange(k)))

    def predict(self, X: ArrayLike) -> Array:
        """The cluster (m,) of each row of X (m×n), which may be new ones: whose centre is nearest."""
        rows = self._rows(X)
        answer: Array = self.model_.assign(rows)
        return answer

    @classmethod
    def from_model(cls, model: Clusters) -> Self:
        """The fitted estimator of what the tool or another estimator found; it knows no rows but its centres."""
        return cls(model.count)._take(model)

    def _take(self, model: Clusters) -> Self:
        self.model_ = model
        self.cluster_centers_ = model.points * model.scale + model.mean
        self.n_features_in_ = len(model.columns)
        return self


class SpectralClustering(Saving, ClusterMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Rows that short steps join, in clusters of any shape: k-means on the eigenvectors of their Laplacian.

    Parameters: `n_clusters`; `affinity`: "neighbours" or "gaussian"; `n_neighbors`: to how many a row is linked (at
    most all others); `width` of the Gaussian, by default the median distance to the seventh neighbour; `seed`.

    After `fit`: `labels_` (m,), `eigenvalues_` (k,): the smallest of the Laplacian. Raises ValueError for missing
    values, and where a row has no link. Cost: m²n, and one `linalg.eigh`. See `hiddenmath.apply._spectral`.

    >>> found = SpectralClustering(2, n_neighbors=2).fit([[0.0], [1.0], [2.0], [7.0], [8.0], [9.0]])
    >>> (found.labels_ == found.predict([[3.0]])).tolist()
    [True, True, True, False, False, False]
    """

    def __init__(
        self,
        n_clusters: int = 8,
        *,
        affinity: Affinity = "neighbours",
        n_neighbors: int = 10,
        width: float | None = None,
        seed: int = 0,
    ) -> None:
        self.n_clusters = n_clusters
        self.affinity = affinity
        self.n_neighbors = n_neighbors
        self.width = width
        self.seed = seed

    def fit(self, X: ArrayLike, y: object = None) -> Self:  # noqa: ARG002 - scikit-learn's convention
        """Finds the clusters of the rows X (m×n)."""
        rows: Array = validate_data(self, X, dtype=np.float64, ensure_min_samples=2)
        k = _whole("n_clusters", self.n_clusters)
        if k > len(rows):
            raise InputError(f"n_clusters is {k} for {len(rows)} rows.", f"Choose 1 to {len(rows)}.")
        if self.affinity not in ("neighbours", "gaussian"):
            raise InputError(f"affinity is {self.affinity!r}.", "Choose neighbours or gaussian.")
        if self.width is not None and not 0 < self.width < np.inf:
            raise InputError(f"width is {self.width!r}.", "Give a number above 0, or None.")
        neighbours = min(_whole("n_neighbors", self.n_neighbors), len(rows) - 1)
        found = spectrum(rows, k, self.affinity, neighbours, self.width, self.seed)
        self.labels_, _ = spectral(found, k, self.seed)
        self.eigenvalues_ = found.w
        mean, one = rows.mean(axis=0), np.ones(rows.shape[1])
        return self._take(Clusters("spectral", _names(self, rows), mean, one, rows - mean, self.labels_))

    def predict(self, X: ArrayLike) -> Array:
        """The cluster (m,) of each row of X (m×n), which may be new ones: that of the nearest row that was learned."""
        rows = self._rows(X)
        answer: Array = self.model_.assign(rows)
        return answer

    @classmethod
    def from_model(cls, model: Clusters) -> Self:
        """The fitted estimator of what the tool or another estimator found."""
        return cls(model.count)._take(model)

    def _take(self, model: Clusters) -> Self:
        self.model_ = model
        self.labels_ = model.clusters
        self.n_features_in_ = len(model.columns)
        return self


def _names(fitted: Any, rows: Array) -> tuple[str, ...]:
    """What the columns are called."""
    return tuple(map(str, getattr(fitted, "feature_names_in_", unnamed(rows.shape[1]))))


def _whole(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, Integral) or value < 1:
        raise InputError(f"{name} is {value!r}.", "Give a whole number, at least 1.")
    return int(value)
