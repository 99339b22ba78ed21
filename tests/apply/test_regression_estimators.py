"""The estimators LinearRegression and LogisticRegression: scikit-learn's conventions, and its numbers."""

import numpy as np
import pytest
from sklearn import linear_model
from sklearn.utils.estimator_checks import parametrize_with_checks

from hiddenmath import data
from hiddenmath.apply import LinearRegression
from hiddenmath.apply.estimators import LogisticRegression


@parametrize_with_checks([LinearRegression(), LinearRegression(alpha=2.0), LogisticRegression()])
def test_scikit_learns_own_checks(estimator, check):
    check(estimator)


@pytest.mark.parametrize("alpha", [0, 0.1, 100])
def test_linear_regression_is_that_of_scikit_learn(alpha):
    diabetes = data.open("diabetes").matrix
    X, y = diabetes[:, :-1], diabetes[:, -1]
    ours, theirs = LinearRegression(alpha).fit(X, y), linear_model.Ridge(alpha, solver="svd").fit(X, y)
    np.testing.assert_allclose(ours.predict(X), theirs.predict(X), rtol=1e-8)
    np.testing.assert_allclose(ours.coef_, theirs.coef_, rtol=1e-8)
    assert ours.rank_ == 10 and ours.error_ < 1e-9


def test_logistic_regression_is_that_of_scikit_learn():
    iris = data.open("iris")
    y = np.array(iris.text["species"])
    X, y = iris.matrix[y != "setosa"], y[y != "setosa"]
    ours = LogisticRegression(alpha=0.1).fit(X, y)
    theirs = linear_model.LogisticRegression(C=10, tol=1e-12, max_iter=10_000, solver="newton-cholesky").fit(X, y)
    np.testing.assert_allclose(ours.coef_, theirs.coef_, rtol=1e-8)
    np.testing.assert_allclose(ours.predict_proba(X), theirs.predict_proba(X), atol=1e-9)
    assert (ours.predict(X) == theirs.predict(X)).all()


@pytest.mark.parametrize("alpha", [-1, float("nan"), float("inf"), "much"])
def test_other_ridges_are_refused(alpha):
    for estimator in (LinearRegression(alpha), LogisticRegression(alpha)):
        with pytest.raises(ValueError, match="alpha is"):
            estimator.fit([[1.0], [2.0]], [0, 1])
