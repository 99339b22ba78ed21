"""`centre` against exact rational arithmetic."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiddenmath.linalg import MatrixError, centre


def exactly(X):
    """The centred columns in exact arithmetic, rounded once at the end."""
    columns = [[Fraction(x) for x in column] for column in X.T.tolist()]
    means = [sum(column) / len(column) for column in columns]
    return np.array([[float(x - mean) for x in column] for column, mean in zip(columns, means, strict=True)]).T


@pytest.mark.parametrize("mean", [0.0, 1.0, 1e6, -1e8, 1e12])
def test_the_spread_keeps_its_digits_beside_a_large_mean(mean):
    X = np.random.default_rng(1).normal(size=(500, 3)) + mean
    found = centre(X)
    exact = exactly(X)
    assert (np.linalg.norm(found.values - exact, axis=0) <= found.error).all()
    np.testing.assert_allclose(found.values, exact, atol=1e-15 * np.abs(exact).max())


@given(st.lists(st.floats(-1e100, 1e100), min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_the_error_bound_holds(column):
    X = np.array(column)[:, None]
    found = centre(X)
    slack = 1e-300  # the rounding of numbers below 1e-308
    assert np.linalg.norm(found.values - exactly(X)) <= found.error[0] + slack


def test_a_constant_column_becomes_exactly_zero():
    assert not centre(np.full((7, 2), 0.1)).values.any()


def test_numbers_too_large_to_subtract_are_refused():
    with pytest.raises(MatrixError, match=r"2×1.*1\.7e\+308.*Divide"):
        centre(np.array([[1.7e308], [-1.7e308]]))
