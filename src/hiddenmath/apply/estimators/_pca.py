"""The estimator PCA."""

from dataclasses import replace
from numbers import Integral, Real
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from hiddenmath.apply._chance import chance
from hiddenmath.apply._components import Components, principal_components
from hiddenmath.apply._dask_components import dask_components
from hiddenmath.apply._gaps import with_directions, with_means
from hiddenmath.apply._large import large, scores
from hiddenmath.apply.estimators._saving import Saving
from hiddenmath.data import InputError, Rows
from hiddenmath.linalg._dask import is_dask


class PCA(Saving, ClassNamePrefixFeaturesOutMixin, TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Principal component analysis: scores = (X − mean) · directionsᵀ, with the variance largest along the first
    directions.

    Parameters: `n_components`: how many directions to keep, or (between 0 and 1) the share of the variance to keep, or
    "auto": as many as hold more than in tables whose columns were shuffled (drawn by `seed`); by default all. `scale`:
    divide each column by its standard deviation first. `whiten`: divide the scores by theirs. `missing`: NaN is an
    "error", or filled in with the column's "mean", or, by "low-rank", with what the directions tell from the rest of
    the row.

    After `fit`, as in scikit-learn: `components_` (k×n), `explained_variance_` (k,), `explained_variance_ratio_` (k,),
    `singular_values_` (k,), `mean_` (n,), `n_components_`, `n_samples_`; besides `scale_` (n,), `error_` (k,), which
    bounds the error of each singular value, and `model_`. The sign of each direction makes its largest loading
    positive. Always computed in float64, also where columns have a mean 10⁸ times their spread; float32 rows get
    float32 scores. X may be larger than memory: of a Dask array `transform` gives a Dask array, of `data.open_rows` row
    blocks. Raises ValueError for fewer than two rows, equal rows, missing values, more components than min(m, n). Cost:
    one singular value decomposition.

    >>> from hiddenmath import data
    >>> iris = data.open("iris")
    >>> pca = PCA(n_components=2).fit(iris.matrix)
    >>> pca.explained_variance_ratio_.round(4)
    array([0.9246, 0.0531])
    >>> pca.transform(iris.matrix[:1]).round(3)
    array([[-2.684,  0.319]])
    """

    def __init__(
        self,
        n_components: int | float | Literal["auto"] | None = None,
        *,
        scale: bool = False,
        whiten: bool = False,
        missing: Literal["error", "mean", "low-rank"] = "error",
        seed: int = 0,
    ) -> None:
        self.n_components = n_components
        self.scale = scale
        self.whiten = whiten
        self.missing = missing
        self.seed = seed

    def fit(self, X: Any, y: object = None) -> Self:  # noqa: ARG002 - scikit-learn's convention
        """Finds the directions of the rows X (m×n)."""
        _check_missing(self.missing)
        if isinstance(X, Rows) or is_dask(X):
            return self._fit_large(X)
        rows: NDArray[Any] = validate_data(
            self, X, dtype=[np.float64, np.float32], ensure_min_samples=2, ensure_all_finite=self._finite
        )
        columns = tuple(map(str, getattr(self, "feature_names_in_", ())))
        keep = _keep(self.n_components, *rows.shape)
        rows = rows.astype(np.float64, copy=False)
        if self.missing != "error" and np.isnan(rows).any():
            rows = self._whole(rows, keep)
        return self._take(self._first(rows, keep, columns))

    def _whole(self, rows: NDArray[np.float64], keep: int | float | str | None) -> NDArray[np.float64]:
        """The rows with a number in every cell."""
        means = with_means(rows)
        if self.missing == "mean":
            return means
        return with_directions(rows, len(self._first(means, keep, ()).singular))[0]

    def _first(self, rows: NDArray[np.float64], keep: int | float | str | None, columns: tuple[str, ...]) -> Components:
        if isinstance(keep, str):
            found = principal_components(rows, None, self.scale, columns)
            return found.first(max(1, chance(found.ready(rows), self.seed).beyond))
        return principal_components(rows, keep, self.scale, columns)

    def _fit_large(self, X: Any) -> Self:
        if self.missing == "low-rank" or (is_dask(X) and (self.missing != "error" or self.n_components == "auto")):
            raise InputError(
                f"missing={self.missing!r} with n_components={self.n_components!r} needs the rows in memory.",
                'Give missing="error" and a number of components.',
            )
        keep = _keep(self.n_components, *X.shape)
        if is_dask(X):
            columns = tuple(f"column {i + 1}" for i in range(X.shape[1]))
            return self._take(dask_components(X, keep, self.scale, columns))  # type: ignore[arg-type]
        rows = large(X, self.scale, "mean" if self.missing == "mean" else "error")
        if isinstance(keep, str):
            keep = max(1, chance(rows.ready, self.seed).beyond)
        return self._take(rows.components(keep))

    def transform(self, X: Any) -> Any:
        """The scores (m×k) of rows X (m×n), which may be new ones."""
        check_is_fitted(self)
        if isinstance(X, Rows) or is_dask(X):
            if X.shape[1] != self.n_features_in_:
                raise InputError(f"X has {X.shape[1]} columns; {self.n_features_in_} were fitted.")
            gaps: Literal["error", "mean"] = "mean" if self.missing == "mean" else "error"
            return scores(X, self.model_, gaps) if isinstance(X, Rows) else self.model_.project(X)
        rows = self._rows(X, [np.float64, np.float32], self._finite)
        known = rows.astype(np.float64, copy=False)
        if self.missing != "error" and np.isnan(known).any():
            model = self.model_
            known = model.fill(known) if self.missing == "low-rank" else np.where(np.isnan(known), model.mean, known)
        found: NDArray[Any] = self.model_.project(known).astype(rows.dtype)
        return found

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
        return cls(len(model.directions), scale=bool((model.scale != 1).any()), whiten=model.whiten)._take(model)

    def _take(self, model: Components) -> Self:
        self.model_ = model = replace(model, whiten=self.whiten)
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
    def _finite(self) -> bool | str:
        return True if self.missing == "error" else "allow-nan"

    @property
    def _n_features_out(self) -> int:
        return int(self.n_components_)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = self.missing != "error"
        tags.transformer_tags.preserves_dtype = ["float64", "float32"]
        return tags


def _check_missing(missing: Any) -> None:
    if missing not in ("error", "mean", "low-rank"):
        raise InputError(f"missing is {missing!r}.", "Give error, mean or low-rank.")


def _keep(n_components: Any, m: int, n: int) -> int | float | str | None:
    """`n_components`, checked against the shape of the data."""
    if n_components is None or (isinstance(n_components, str) and n_components == "auto"):
        return n_components
    if not isinstance(n_components, bool):
        if isinstance(n_components, Integral) and 1 <= int(n_components) <= min(m, n):
            return int(n_components)
        if isinstance(n_components, Real) and 0 < float(n_components) < 1:
            return float(n_components)
    raise InputError(
        f"n_components is {n_components!r} for data of {m} rows × {n} columns.",
        f"Give a whole number from 1 to {min(m, n)}, a share of the variance between 0 and 1, 'auto', or None for all.",
    )
