"""Least squares with an intercept, summed over blocks: the answer of the columns written down, within its own bound."""

from fractions import Fraction
from operator import mul

import numpy as np
import pytest

from hiddenmath.linalg import lstsq
from hiddenmath.linalg._centred import centred
from hiddenmath.linalg._lstsq import fitted

rng = np.random.default_rng(0)


def table(m, n, mean=10.0, mixed=1.0):
    X = rng.normal(size=(m, n)) + mixed * rng.normal(size=(m, 1)) + mean
    return X, X @ rng.normal(size=n) + rng.normal(size=m)


CASES = [
    # what, X and y, ridge, method
    ("tall", table(4000, 10), 0.0, "normal equations"),
    ("with a ridge", table(4000, 10), 7.0, "normal equations"),
    ("more than one block, the last one short", table(2500, 100), 0.5, "normal equations"),
    ("a mean a million times the spread", table(4000, 5, mean=1e6), 0.0, "normal equations"),
    ("columns nearly alike", table(4000, 6, mixed=1e6), 0.0, "SVD"),
    ("too small to matter", table(40, 3), 0.0, "SVD"),
]


@pytest.mark.parametrize(("given", "ridge", "method"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_it_is_the_answer_of_the_columns_written_down(given, ridge, method):
    X, y = (part.copy() for part in given)
    equations, (mean, rest, length, height, rise) = centred(X, y, ridge)
    fit = fitted(equations)
    Z, h = ((X - mean) - rest) / length, ((y - height[0]) - height[1]) / rise
    np.testing.assert_allclose(np.linalg.norm(Z, axis=0), 1, rtol=1e-12)
    np.testing.assert_allclose(Z.sum(axis=0), 0, atol=1e-8)
    below = np.diag(np.sqrt(ridge) / length)
    expected = lstsq(np.vstack([Z, below]), np.append(h, np.zeros(len(below))))
    assert fit.method == method and fit.found.rank == expected.rank
    assert np.linalg.norm(fit.X[:, 0] - expected.x) <= fit.error[0] + expected.error
    assert fit.residual[0] == pytest.approx(expected.residual)
    assert fit.cond == pytest.approx(expected.cond, rel=1e-6)
    assert (given[0] == X).all() and (given[1] == y).all()


WRITTEN_DOWN = [
    # what, what is done to X and y
    ("a column that does not vary", lambda X, y: (X * [0, 1, 1], y)),
    ("one that hardly varies beside its mean", lambda X, y: (X + np.array([1e12, 0, 0]), y)),
    ("a target that does not vary", lambda X, y: (X, y * 0 + 3)),
    ("squares beyond float64", lambda X, y: (X * [1e200, 1, 1], y)),
    ("squares below float64", lambda X, y: (X, y * 1e-200)),
    ("a mean beyond float64", lambda X, y: (np.sign(X) * 1.7e308, y)),
]


@pytest.mark.parametrize("change", [case[1] for case in WRITTEN_DOWN], ids=[case[0] for case in WRITTEN_DOWN])
def test_what_sums_cannot_hold_is_left_to_be_written_down(change):
    assert centred(*change(*table(50, 3)), 0.0) is None


@pytest.mark.parametrize("mean", [0.0, 1e3, 1e6])
def test_the_bound_holds_against_exact_arithmetic(mean):
    """The slopes for the columns centred exactly: G w = c in rational numbers, by Gauss and Jordan."""
    X, y = table(2600, 4, mean=mean)
    equations, at = centred(X, y, 0.0)
    fit = fitted(equations)
    assert fit.method == "normal equations"
    columns = [[Fraction(x) for x in column] for column in np.column_stack([X, y]).T.tolist()]
    columns = [[x - mean_ for x in column] for column, mean_ in ((c, sum(c) / len(c)) for c in columns)]
    M = [[sum(map(mul, a, b)) for b in columns] for a in columns[:-1]]
    for k in range(len(M)):
        M[k] = [value / M[k][k] for value in M[k]]
        for i in set(range(len(M))) - {k}:
            M[i] = [value - M[i][k] * pivot for value, pivot in zip(M[i], M[k], strict=True)]
    exact = np.array([float(row[-1]) for row in M]) * at.length / at.rise
    assert np.linalg.norm(fit.X[:, 0] - exact) <= fit.error[0] < 1e-10
