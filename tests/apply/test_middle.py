"""Sums over rows: the middle and the Gram matrix of one pass, and the bound on what rounding has done to them."""

from fractions import Fraction

import numpy as np
import pytest

from hiddenmath.apply._components import by_gram
from hiddenmath.apply._middle import Sums


def exact_gram(X):
    columns = [[Fraction(x) for x in column] for column in X.T.tolist()]
    centred = [[x - sum(column) / len(column) for x in column] for column in columns]
    return [[sum(a * b for a, b in zip(left, right, strict=True)) for right in centred] for left in centred]


def summed(X, rows):
    sums = Sums(X.shape[1])
    for i in range(0, len(X), rows):
        sums.add(X[i : i + rows])
    return sums.middle(False, tuple("abc"))


@pytest.mark.parametrize("mean", [0.0, 1e3, 1e9])
@pytest.mark.parametrize("trend", [0.0, 2.0])
def test_the_bound_holds_against_exact_arithmetic(mean, trend):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(90, 3)) + mean + trend * np.linspace(-1, 1, 90)[:, None]
    middle = summed(X, 17)
    exact = exact_gram(X)
    apart = [[float(Fraction(middle.gram.G[i, j]) - exact[i][j]) for j in range(3)] for i in range(3)]
    assert np.linalg.norm(apart) <= middle.gram.error < 1e-10 * np.trace(middle.gram.G)
    values = [float(Fraction(middle.squares[j]) - exact[j][j]) for j in range(3)]
    assert np.abs(values).max() <= middle.gram.error
    found = by_gram(middle, None, tuple("abc"))
    singular = np.sqrt(np.linalg.eigvalsh(np.array(exact, dtype=float)))[::-1]
    assert (np.abs(found.singular - singular) <= found.error).all()


def test_first_rows_that_lie_far_from_all_others_leave_the_work_to_another_pass():
    X = np.random.default_rng(1).normal(size=(4000, 3))
    X[:4] += 1e4
    assert summed(X, 4).gram is None
    assert summed(X[::-1], 4).gram is not None


def test_what_is_squared_away_is_not_taken():
    X = np.random.default_rng(2).normal(size=(50, 3)) * [1, 1e-3, 1e-7]
    middle = summed(X, 50)
    assert by_gram(middle, None, tuple("abc")) is None
    assert len(by_gram(middle, 2, tuple("abc")).singular) == 2
