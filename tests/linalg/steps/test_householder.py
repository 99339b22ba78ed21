"""Householder against LAPACK, which takes the same signs."""

import numpy as np
import pytest

from hiddenmath.linalg.steps import householder, run

SHAPES = [(1, 1), (2, 2), (5, 5), (6, 3), (3, 6), (1, 4), (4, 1)]
SINGULAR = {"zero": np.zeros((3, 3)), "ones": np.ones((4, 3)), "diagonal": np.diag([1.0, 0, 3])}


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("seed", range(5))
def test_like_lapack(shape, seed):
    A = np.random.default_rng(seed).normal(size=shape)
    _, (Q, R) = run(householder(A))
    lapack = np.linalg.qr(A, mode="complete")
    np.testing.assert_allclose(Q, lapack.Q, atol=1e-13)
    np.testing.assert_allclose(R, lapack.R, atol=1e-13)


@pytest.mark.parametrize("name", SINGULAR)
def test_singular(name):
    A = SINGULAR[name]
    _, (Q, R) = run(householder(A))
    np.testing.assert_allclose(Q @ R, A, atol=1e-14)
    np.testing.assert_allclose(Q.T @ Q, np.identity(len(A)), atol=1e-14)
    assert not np.tril(R, -1).any()
    np.testing.assert_allclose(np.abs(np.diagonal(R)), np.abs(np.diagonal(np.linalg.qr(A).R)), atol=1e-14)


def test_the_equation_holds_at_every_step():
    A = np.array([[1.0, 2, 3], [4, 5, 6], [7, 8, 9]])
    for step in householder(A):
        Q, R = step.state["Q"], step.state["R"]
        np.testing.assert_allclose(Q @ R, A, atol=1e-14)
        np.testing.assert_allclose(Q.T @ Q, np.identity(3), atol=1e-14)


def test_what_is_flat_already_needs_no_mirror():
    steps, (Q, _) = run(householder([[2.0, 1], [0, 3]]))
    assert (steps[1].did, steps[1].why) == ("no mirror for column 1", "it is 0 below row 1 already")
    assert np.array_equal(Q, np.identity(2))
