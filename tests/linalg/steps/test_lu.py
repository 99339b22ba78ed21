"""LU against LAPACK's, which chooses the same pivots."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.linalg import lu as lapack

from hiddenmath.linalg.steps import lu, run

SHAPES = [(1, 1), (2, 2), (5, 5), (6, 3), (3, 6), (1, 4), (4, 1)]


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("seed", range(5))
def test_like_lapack(shape, seed):
    A = np.random.default_rng(seed).normal(size=shape)
    _, (P, L, U) = run(lu(A))
    for ours, theirs in zip((P.T, L, U), lapack(A), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-12)


@pytest.mark.parametrize("A", [[[0.0]], np.zeros((3, 2)), np.ones((3, 3)), [[0.0, 1], [0, 2]]], ids=str)
def test_singular_like_lapack(A):
    _, (P, L, U) = run(lu(A))
    for ours, theirs in zip((P.T, L, U), lapack(A), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-15)


def test_the_equation_holds_at_every_step():
    A = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    steps, _ = run(lu(A))
    for step in steps:
        P, L, U = step.state.values()
        assert (P @ A == L @ U).all()  # exactly: these are fractions
        assert np.abs(L).max() == 1


def test_whole_numbers_give_fractions():
    _, (P, L, U) = run(lu([[3, 1], [1, 1]]))
    assert L[1, 0] == Fraction(1, 3) and U[1, 1] == Fraction(2, 3)
    assert isinstance(P[0, 0], Fraction)


def test_the_last_sentence_says_what_it_is_good_for():
    assert run(lu([[2.0, 1], [1, 3]]))[0][-1].why == "A x = b is now two triangular systems: L y = P b, then U x = y"
    assert run(lu([[1, 1], [1, 1]]))[0][-1].why == "U has a 0 on its diagonal: A is singular"
    assert run(lu([[1, 1, 1], [1, 2, 3]]))[0][-1].why == "U is a staircase"
