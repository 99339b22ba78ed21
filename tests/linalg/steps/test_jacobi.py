"""Jacobi against LAPACK's `eigh`."""

from itertools import pairwise

import numpy as np
import pytest

from hiddenmath.linalg import MatrixError
from hiddenmath.linalg.steps import jacobi, run

SPECIAL = {
    "zero": np.zeros((3, 3)),
    "one": [[-4.0]],
    "identity": np.identity(3),
    "ones": np.ones((4, 4)),
    "swap": [[0.0, 1], [1, 0]],
    "graded": np.diag([1e-8, 1, 1e8]) + 1e-3,
    "course": [[14, 32, 50], [32, 77, 122], [50, 122, 194]],
}


@pytest.mark.parametrize("n", [1, 2, 3, 8])
@pytest.mark.parametrize("seed", range(5))
def test_like_eigh(n, seed):
    B = np.random.default_rng(seed).normal(size=(n, n))
    check(B + B.T)


@pytest.mark.parametrize("name", SPECIAL)
def test_special_matrices_like_eigh(name):
    check(np.array(SPECIAL[name], dtype=float))


def check(A):
    _, (values, V, off, converged) = run(jacobi(A))
    size = np.linalg.norm(A)
    assert converged and off <= 1e-12 * size
    np.testing.assert_allclose(values, np.linalg.eigvalsh(A)[::-1], atol=3e-12 * size)
    np.testing.assert_allclose(V.T @ V, np.identity(len(A)), atol=1e-13)
    np.testing.assert_allclose(A @ V, V * values, atol=3e-12 * size)


def test_each_rotation_lessens_what_is_off_the_diagonal():
    B = np.random.default_rng(0).normal(size=(5, 5))
    steps, _ = run(jacobi(B + B.T))
    off = [np.linalg.norm(A - np.diag(np.diagonal(A))) for A in (step.state["A"] for step in steps[:-1])]
    assert all(after < before for before, after in pairwise(off))
    for step in steps[:-1]:
        V = step.state["V"]
        np.testing.assert_allclose(V.T @ (B + B.T) @ V, step.state["A"], atol=1e-13)


def test_says_when_the_limit_ends_it():
    B = np.random.default_rng(0).normal(size=(5, 5))
    steps, answer = run(jacobi(B + B.T, limit=3))
    assert not answer.converged
    assert steps[-1].did.startswith("stop after 3 rotations") and steps[-1].why.startswith("not converged")
    errors = np.abs(answer.values - np.linalg.eigvalsh(B + B.T)[::-1])
    assert errors.max() <= answer.off  # the promise holds there too


def test_rounding_is_no_asymmetry_but_a_difference_is():
    A = np.array([[2.0, 0.1 + 0.2], [0.3, 1]])
    assert A[0, 1] != A[1, 0] and run(jacobi(A))[1].converged
    with pytest.raises(MatrixError, match=r"A \(2×2\) is not symmetric: A\[0, 1\] = 5, but A\[1, 0\] = 1\. Take"):
        jacobi([[2, 5], [1, 2]])
    with pytest.raises(MatrixError, match=r"A \(1×2\) is not square"):
        jacobi([[2, 5]])
