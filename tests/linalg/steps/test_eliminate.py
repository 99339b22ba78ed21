"""Elimination against the rank from singular values and the mixtures from least squares."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiddenmath.linalg.steps import eliminate, run

SHAPES = [(1, 1), (3, 3), (5, 5), (6, 3), (3, 6), (1, 4), (4, 1)]
COURSE = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]


def known_pivots(A):
    """A column is a pivot column where it raises the rank."""
    ranks = [0, *(int(np.linalg.matrix_rank(A[:, : j + 1])) for j in range(A.shape[1]))]
    return tuple(j for j in range(A.shape[1]) if ranks[j + 1] > ranks[j])


def of_rank(m, n, rank, rng):
    return rng.normal(size=(m, rank)) @ rng.normal(size=(rank, n))


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("lost", [0, 1, 2])
@pytest.mark.parametrize("seed", range(5))
def test_each_column_is_the_same_mix_as_by_least_squares(shape, lost, seed):
    rng = np.random.default_rng(seed)
    A = of_rank(*shape, max(1, min(shape) - lost), rng)
    _, (R, pivots) = run(eliminate(A))
    assert pivots == known_pivots(A)
    mixes = np.linalg.lstsq(A[:, pivots], A)[0]
    np.testing.assert_allclose(R[: len(pivots)], mixes, atol=1e-9 * np.abs(mixes).max())
    assert not R[len(pivots) :].any()


@pytest.mark.parametrize("A", [np.zeros((2, 3)), [[0, 0], [0, 0]]], ids=["floats", "exact"])
def test_zero_has_no_pivot(A):
    steps, (R, pivots) = run(eliminate(A))
    assert pivots == () and not R.any()
    assert (steps[-1].did, steps[-1].why) == ("rank 0, no pivot", "A is zero")


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.data())
def test_whole_numbers_stay_exact(m, n, data):
    A = np.array(data.draw(st.lists(st.integers(-3, 3), min_size=m * n, max_size=m * n))).reshape(m, n)
    _, (R, pivots) = run(eliminate(A))
    assert all(isinstance(x, Fraction) for x in R.flat)
    assert pivots == known_pivots(A)
    assert (A[:, list(pivots)] @ R[: len(pivots)] == A).all()
    assert (R[: len(pivots), list(pivots)] == np.identity(len(pivots))).all()


def test_numbers_beyond_64_bits_stay_exact():
    _, (R, pivots) = run(eliminate([[10**30, 1], [10**30 + 1, 1]]))
    assert pivots == (0, 1) and np.array_equal(R, np.identity(2))


def test_with_floats_rounding_is_told_from_a_pivot():
    A = np.array(COURSE) / 10  # in binary no row is an exact mix of the others
    steps, (_, pivots) = run(eliminate(A))
    assert pivots == (0, 1)
    told = {step.did: step.why for step in steps}
    assert told["no pivot in column 3"].startswith("it holds only 0 from row 3 down, up to rounding (")


def test_rows_are_swapped_for_a_reason():
    exact, _ = run(eliminate([[0, 2], [3, 4]]))
    assert (exact[1].did, exact[1].why) == ("row 1 ↔ row 2", "the pivot must not be 0: 3 instead of 0")
    floats, _ = run(eliminate([[1.0, 2], [4, 5]]))
    assert floats[1].why == "the largest entry as pivot keeps rounding small: 4 instead of 1"


def test_every_step_is_a_row_operation():
    steps, _ = run(eliminate(COURSE))
    A = np.array(COURSE)
    for step in steps:  # the rows of A and of R span the same space all the way
        R = step.state["R"].astype(float)
        assert np.linalg.matrix_rank(np.vstack([A, R])) == np.linalg.matrix_rank(R) == 2


def test_a_state_is_safe_to_keep_and_the_input_unchanged():
    A = np.array(COURSE, dtype=float)
    steps = list(eliminate(A))
    assert (A == COURSE).all() and (steps[0].state["R"] == COURSE).all()
    steps[0].state["R"][:] = 99
    assert (steps[1].state["R"] != 99).all()
