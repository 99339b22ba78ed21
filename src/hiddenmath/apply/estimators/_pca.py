"""The estimator PCA."""

from numbers import Integral, Real
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from hiddenmath.apply._components import Components, principal_components
from hiddenmath.apply.estimators._saving import Saving
from hiddenmath.data import InputError


class PCA(Saving, ClassNamePrefixFeaturesOutMixin, TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Principal component analysis: scores = (X − mean) · directionsᵀ, with the variance largest along the first
    directions.

    Parameters: `n_components`: how many directions to keep, or (between 0 and 1) the share of the variance to keep, by
    default all; `scale`: divide each column by its standard deviation first.

    After `fit`, as in scikit-learn: `components_` (k×n), `explained_variance_` (k,), `explained_variance_ratio_` (k,),
    `singular_values_` (k,), `mean_` (n,), `n_components_`, `n_samples_`; besides `scale_` (n,), `error_` (k,), which
    bounds the error of each singular value, and `model_`. The sign of each direction makes its largest loading
    positive. Always computed in float64, also where columns have a mean 10⁸ times their spread; float32 rows get
    float32 scores. Raises ValueError for fewer than two rows, equal rows, missing values, more components than min(m,
    n). Cost: one singular value decomposition.

    >>> from hiddenmath import data
    >>> iris = data.open("iris")
    >>> pca = PCA(n_components=2).fit(iris.matrix)
    >>> pca.explained_variance_ratio_.round(4)
    array([0.9246, 0.0531])
    >>> pca.transform(iris.matrix[:1]).round(3)
    array([[-2.684,  0.319]])
    """

    def __init__(self, n_components: int | float | None = None, *, scale: bool = False) -> None:
        self.n_components = n_components
        self.scale = scale

    def fit(self, X: ArrayLike, y: object = None) -> Self:  # noqa: ARG002 - scikit-learn's convention
        """Finds the directions of the rows X (m×n)."""
        rows: NDArray[Any] = validate_data(self, X, dtype=[np.float64, np.float32], ensure_min_samples=2)
        columns = getattr(self, "feature_names_in_", ())
        keep = _keep(self.n_components, *rows.shape)
        return self._take(principal_components(rows.astype(np.float64), keep, self.scale, tuple(map(str, columns))))

    def transform(self, X: ArrayLike) -> NDArray[Any]:
        """The scores (m×k) of rows X (m×n), which may be new ones."""
        rows = self._rows(X, [np.float64, np.float32])
        scores: NDArray[Any] = self.model_.project(rows.astype(np.float64)).astype(rows.dtype)
        return scores

    def inverse_transform(self, X: ArrayLike) -> NDArray[Any]:
        """The rows (m×n) that scores X (m×k) stand for: the original ones, if all components were kept."""
        check_is_fitted(self)
        scores = np.asarray(X)
        if scores.ndim != 2 or scores.shape[1] != self.n_components_:
            raise InputError(
                f"Scores of shape {scores.shape} for {self.n_components_} components.",
                f"Give rows of {self.n_components_} scores.",
            )
        rows: NDArray[Any] = self.model_.restore(scores.astype(np.float64))
        return rows.astype(np.float32) if scores.dtype == np.float32 else rows

    @classmethod
    def from_model(cls, model: Components) -> Self:
        """The fitted estimator of what the tool or another estimator found."""
        return cls(len(model.directions), scale=bool((model.scale != 1).any()))._take(model)

    def _take(self, model: Components) -> Self:
        self.model_ = model
        self.components_ = model.directions
        self.explained_variance_ = model.variances
        self.explained_variance_ratio_ = model.shares
        self.singular_values_ = model.singular
        self.error_ = model.error
        self.mean_, self.scale_ = model.mean, model.scale
        self.n_components_, self.n_features_in_ = model.directions.shape
        self.n_samples_ = model.rows
        return self

    @property
    def _n_features_out(self) -> int:
        return int(self.n_components_)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.transformer_tags.preserves_dtype = ["float64", "float32"]
        return tags


def _keep(n_components: Any, m: int, n: int) -> int | float | None:
    """`n_components`, checked against the shape of the data."""
    if n_components is None:
        return None
    if not isinstance(n_components, bool):
        if isinstance(n_components, Integral) and 1 <= int(n_components) <= min(m, n):
            return int(n_components)
        if isinstance(n_components, Real) and 0 < float(n_components) < 1:
            return float(n_components)
    raise InputError(
        f"n_components is {n_components!r} for data of {m} rows × {n} columns.",
        f"Give a whole number from 1 to {min(m, n)}, a share of the variance between 0 and 1, or None for all.",
    )
