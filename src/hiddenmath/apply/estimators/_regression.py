"""The estimators LinearRegression and LogisticRegression."""

from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.utils.multiclass import check_classification_targets, type_of_target
from sklearn.utils.validation import validate_data

from hiddenmath.apply._design import Design
from hiddenmath.apply._linear import linear
from hiddenmath.apply._logistic import chance, logistic
from hiddenmath.apply._regression import Regression
from hiddenmath.apply.estimators._saving import Saving, unnamed
from hiddenmath.data import InputError, Table

Array = NDArray[Any]


class LinearRegression(Saving, RegressorMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """y ≈ intercept_ + X · coef_ with the smallest ‖y − intercept_ − X coef_‖² + alpha ‖coef_‖².

    `alpha`: the ridge, 0 by default. After `fit`: `coef_` (n,), `intercept_`, `rank_` (of the centred columns),
    `condition_` (of the centred columns at length 1) and `error_`, a bound on the relative error of the coefficients,
    each counted in the spread of its column. Raises ValueError for a negative alpha and for missing values. Cost: one
    least-squares problem; see `hiddenmath.linalg.lstsq`.

    >>> LinearRegression().fit([[0.0], [1.0], [2.0]], [1.0, 3.0, 5.0]).predict([[4.0]]).round(9)
    array([9.])
    """

    def __init__(self, alpha: float = 0.0) -> None:
        self.alpha = alpha

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Finds the coefficients for the rows X (m×n) and their answers y (m,)."""
        ridge = _ridge(self.alpha)
        rows, answers = validate_data(self, X, y, dtype=np.float64, y_numeric=True)
        found = linear(rows, answers.astype(np.float64), ridge)
        self.rank_, self.condition_, self.error_ = found.rank, found.condition, found.error
        model = Regression("linear", "y", np.empty(0), _design(self), rows.mean(axis=0), *found[:2])
        return self._take(model)

    def predict(self, X: ArrayLike | Table) -> Array:
        """The answers (m,) for rows X (m×n)."""
        rows = self._rows(X)
        answers: Array = self.intercept_ + rows @ self.coef_
        return answers

    @classmethod
    def from_model(cls, model: Regression) -> Self:
        """The fitted estimator of what the tool or another estimator found: of arrays it takes `model_.design.names`,
        the columns with powers and levels."""
        return cls()._take(model)

    def _take(self, model: Regression) -> Self:
        self.model_ = model
        self.coef_, self.intercept_ = model.coefficients, model.intercept
        self.n_features_in_ = len(model.coefficients)
        return self


class LogisticRegression(Saving, ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """The chance of the second of two classes: log p/(1 − p) = intercept_ + X · coef_.

    Smallest −log likelihood + alpha ‖coef_‖²/2; scikit-learn's C is 1/alpha. `alpha` is 1 by default: without a ridge
    there is no answer where the columns separate the classes, and `fit` says so. After `fit`: `classes_`, `coef_`
    (1×n), `intercept_` (1,), `n_iter_`. Raises ValueError for more than two classes, separated ones without a ridge, a
    negative alpha and missing values. Cost: under ten least-squares problems as a rule.

    >>> model = LogisticRegression(alpha=0).fit([[0.0], [1.0], [2.0], [3.0]], ["no", "yes", "no", "yes"])
    >>> model.predict_proba([[3.0]]).round(3)
    array([[0.204, 0.796]])
    """

    def __init__(self, alpha: float = 1.0) -> None:
        self.alpha = alpha

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Finds the coefficients for the rows X (m×n) and their classes y (m,)."""
        ridge = _ridge(self.alpha)
        rows, labels = validate_data(self, X, y, dtype=np.float64)
        check_classification_targets(labels)
        classes, codes = np.unique(labels, return_inverse=True)
        if len(classes) != 2:
            # The first sentence is the one that scikit-learn's own checks look for.
            raise InputError(
                f"Only binary classification is supported. The type of the target is {type_of_target(labels)}: it has "
                f"{len(classes)} class{'' if len(classes) == 1 else 'es'}.",
                "Give two classes.",
            )
        found = logistic(rows, codes.astype(np.float64), ridge)
        self.n_iter_ = len(found.losses) - 1
        return self._take(Regression("logistic", "y", classes, _design(self), rows.mean(axis=0), *found[:2]))

    def decision_function(self, X: ArrayLike | Table) -> Array:
        """The log-odds (m,) of the second class for rows X (m×n)."""
        rows = self._rows(X)
        odds: Array = rows @ self.coef_[0] + self.intercept_[0]
        return odds

    def predict_proba(self, X: ArrayLike | Table) -> Array:
        """The chances (m×2) of both classes for rows X (m×n)."""
        odds = self.decision_function(X)
        return np.column_stack([chance(-odds), chance(odds)])

    def predict(self, X: ArrayLike | Table) -> Array:
        """The likelier class (m,) for each row of X (m×n)."""
        odds = self.decision_function(X)
        classes: Array = self.classes_[(odds > 0).astype(int)]
        return classes

    @classmethod
    def from_model(cls, model: Regression) -> Self:
        """The fitted estimator of what the tool or another estimator found: of arrays it takes `model_.design.names`,
        the columns with powers and levels."""
        return cls()._take(model)

    def _take(self, model: Regression) -> Self:
        self.model_ = model
        self.classes_ = model.classes
        self.coef_, self.intercept_ = model.coefficients[None], np.array([model.intercept])
        self.n_features_in_ = len(model.coefficients)
        return self

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        return tags


def _design(estimator: Any) -> Design:
    """The columns as they are, with their names, if they have some."""
    names = getattr(estimator, "feature_names_in_", None)
    return Design(unnamed(estimator.n_features_in_) if names is None else tuple(map(str, names)), {})


def _ridge(alpha: Any) -> float:
    if not isinstance(alpha, (int, float, np.number)) or not 0 <= float(alpha) < np.inf:
        raise InputError(f"alpha is {alpha!r}.", "Give a number that is not negative.")
    return float(alpha)
