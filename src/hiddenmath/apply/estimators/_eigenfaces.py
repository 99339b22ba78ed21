"""The estimator Eigenfaces."""

from dataclasses import replace
from numbers import Integral, Real
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import validate_data

from hiddenmath.apply import _eigenfaces as model
from hiddenmath.apply.estimators._saving import Saving
from hiddenmath.data import InputError

Array = NDArray[Any]


class Eigenfaces(Saving, ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Images recognised by their nearest neighbour among the weights of their eigenfaces.

    Parameters: `n_components`: how many eigenfaces, or (between 0 and 1) the share of the variance that they hold;
    `whiten`: let all eigenfaces count alike.

    After `fit`: `classes_`, `components_` (k×n): the eigenfaces, `mean_` (n,). Raises ValueError for fewer than two
    rows, equal rows, missing values, more components than there are. Cost: one singular value decomposition.

    >>> from hiddenmath import data
    >>> digits = data.open("digits")
    >>> X, y = digits.matrix, np.array(digits.text["digit"])
    >>> Eigenfaces(20).fit(X[:1000], y[:1000]).score(X[1000:], y[1000:]) > 0.95
    True
    """

    def __init__(self, n_components: int | float = 0.9, *, whiten: bool = False) -> None:
        self.n_components = n_components
        self.whiten = whiten

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Learns the eigenfaces of the rows X (m×n), and whom they show, y (m,)."""
        rows, labels = validate_data(self, X, y, dtype=np.float64, ensure_min_samples=2)
        check_classification_targets(labels)
        keep = _keep(self.n_components, min(len(rows) - 1, rows.shape[1]), rows.shape)
        names = tuple(f"image {i + 1}" for i in range(len(rows)))
        return self._take(model.eigenfaces(rows[:, None], labels, names, keep, self.whiten))

    def predict(self, X: ArrayLike) -> Array:
        """Whom each row of X (m×n) shows: as the known one whose weights are nearest."""
        rows = self._rows(X)
        found: model.Eigenfaces = self.model_
        return found.labels[found.nearest(found.weights(rows)).place]

    @classmethod
    def from_model(cls, found: model.Eigenfaces) -> Self:
        """The fitted estimator of what the tool or another estimator found; an image that nobody named is called by
        its own name."""
        return cls(len(found.known[0]), whiten=found.whiten)._take(found)

    def _take(self, found: model.Eigenfaces) -> Self:
        labels = found.labels if len(found.labels) else np.array(found.names)
        self.model_ = replace(found, labels=labels)
        self.classes_ = np.unique(labels)
        self.components_, self.mean_ = found.found.directions, found.found.mean
        self.n_features_in_ = len(found.inputs)
        return self


def _keep(n_components: Any, most: int, shape: tuple[int, ...]) -> int | float:
    """`n_components`, checked against what there is."""
    if not isinstance(n_components, bool):
        if isinstance(n_components, Integral) and 1 <= int(n_components) <= most:
            return int(n_components)
        if isinstance(n_components, Real) and 0 < float(n_components) < 1:
            return float(n_components)
    raise InputError(
        f"n_components is {n_components!r} for {shape[0]} rows × {shape[1]} columns.",
        f"Give a whole number from 1 to {most}, or a share of the variance between 0 and 1.",
    )
