"""The estimator MatrixFactorization."""

from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from hiddenmath.apply._recommender import RIDGE, Recommender, recommender
from hiddenmath.apply.estimators._saving import Saving, unnamed
from hiddenmath.data import InputError, Ratings

Array = NDArray[np.float64]


class MatrixFactorization(Saving, TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Ratings X (people × items), of which few are known, as mean + biases + tastes · items: what `recommend` learns.

    X is an array with NaN where nothing is known, or a sparse matrix whose stored entries are. `transform` finds the
    taste (factors + 1, the bias first; of counts: factors) of each row, the items left as they are, so the rows may be
    of new people; `inverse_transform` says how each of them would rate each item. Parameters: those of the tool.
    After `fit`: `components_`, a row for each item, and `items_`, their names. Raises ValueError for infinite entries,
    and where nothing is known. Cost: (entries · factors² + (people + items) factors³/3) a sweep.

    >>> X = np.array([[5, 4, np.nan], [4, np.nan, 1], [np.nan, 5, 2], [1, 2, 5]])
    >>> model = MatrixFactorization(factors=1).fit(X)
    >>> tastes = model.transform([[5, np.nan, np.nan]])
    >>> tastes.shape, model.inverse_transform(tastes).shape
    ((1, 2), (1, 3))
    """

    def __init__(
        self,
        factors: int = 20,
        *,
        feedback: Literal["ratings", "counts"] = "ratings",
        ridge: float | None = None,
        sweeps: int = 15,
        seed: int = 0,
    ) -> None:
        self.factors = factors
        self.feedback = feedback
        self.ridge = ridge
        self.sweeps = sweeps
        self.seed = seed

    def fit(self, X: Any, y: object = None) -> Self:  # noqa: ARG002 (scikit-learn passes it)
        """Learns from the known entries of X (people × items)."""
        X = self._checked(X, reset=True)
        who, what, stars = _known(X)
        if not len(stars):
            raise InputError(f"X ({X.shape[0]}×{X.shape[1]}) holds no rating.", "Give numbers where they are known.")
        people = tuple(f"row {i + 1}" for i in range(X.shape[0]))
        items = tuple(map(str, getattr(self, "feature_names_in_", unnamed(X.shape[1]))))
        implicit = self.feedback == "counts"
        if implicit and stars.min() <= 0:
            raise InputError(f"X has {stars.min():g} among its counts.", "Leave out what was never taken.")
        ridge = self.ridge or RIDGE[implicit]
        ratings = Ratings(people, items, who, what, stars)
        return self._take(recommender(ratings, implicit, self.factors, ridge, self.sweeps, self.seed))

    def transform(self, X: Any) -> Array:
        """The taste of each row of X; 0 where nothing is known of it."""
        check_is_fitted(self)
        model: Recommender = self.model_
        X = self._checked(X, reset=False)
        who, what, stars = _known(X)
        tastes = np.zeros((X.shape[0], model.Y.shape[1]))
        for row in np.unique(who):
            tastes[row] = model.taste(what[who == row], stars[who == row]).x
        return tastes

    def inverse_transform(self, X: Any) -> Array:
        """How somebody with each of these tastes would rate each item (people × items)."""
        check_is_fitted(self)
        model: Recommender = self.model_
        expected = np.array([model.expected(np.asarray(taste, dtype=np.float64)) for taste in X])
        return expected if model.implicit else np.clip(expected, *model.scale)

    @classmethod
    def from_model(cls, found: Recommender) -> Self:
        """The fitted estimator of what the tool or another estimator found."""
        feedback: Literal["ratings", "counts"] = "counts" if found.implicit else "ratings"
        factors = found.Y.shape[1] - (0 if found.implicit else 1)
        model = cls(factors, feedback=feedback, ridge=found.ridge)._take(found)
        model.n_features_in_ = len(found.items)
        return model

    def _take(self, found: Recommender) -> Self:
        self.model_ = found
        self.components_: Array = found.Y
        self.items_ = np.array(found.items, dtype=object)
        return self

    def _checked(self, X: Any, reset: bool) -> Any:
        return validate_data(self, X, reset=reset, dtype=np.float64, accept_sparse="csr", ensure_all_finite="allow-nan")

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = tags.input_tags.sparse = True
        return tags


def _known(X: Any) -> tuple[NDArray[np.intp], NDArray[np.intp], Array]:
    """Row, column and value of each entry that is known."""
    if isinstance(X, np.ndarray):
        who, what = np.indices(X.shape).reshape(2, -1)
        stars = X.ravel()
    else:
        entries = X.tocoo()
        who, what, stars = entries.row.astype(np.intp), entries.col.astype(np.intp), entries.data
    known = np.isfinite(stars)
    return who[known], what[known], stars[known]
