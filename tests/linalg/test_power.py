"""`power` and `stationary` against dense eigenvalues and exact solutions."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array, random_array
from scipy.sparse.linalg import LinearOperator

from hiddenmath.linalg import MatrixError, power, stationary


@given(st.integers(0, 10_000), st.integers(1, 8), st.integers(-150, 150))
@settings(max_examples=80, deadline=None)
def test_the_largest_eigenvalue_of_a_nonnegative_matrix_lies_within_the_error(seed, n, exponent):
    A = np.random.default_rng(seed).random((n, n)) + 0.01
    answer = power(A * 10.0**exponent)
    exact = max(abs(np.linalg.eigvals(A))) * 10.0**exponent
    assert abs(answer.value - exact) <= answer.error + 1e-13 * exact
    assert answer.converged and answer.dominant == "proved" and answer.error <= 1e-6 * answer.value


def test_a_symmetric_matrix_of_both_signs():
    A = np.diag([-5.0, 3.0, 1.0])
    answer = power(A)
    assert abs(answer.value + 5) <= answer.error < 1e-5 and answer.dominant == "probable"


def test_a_sparse_operator_without_structure_says_only_its_residual():
    A = np.array([[4.0, 100.0], [0.0, 1.0]])
    answer = power(LinearOperator((2, 2), matvec=lambda x: A @ x, dtype=float))
    assert answer.error == np.inf and answer.residual < 1e-5 and abs(answer.value - 4) < 1e-4


def test_two_values_of_equal_magnitude_do_not_converge_and_it_is_said():
    assert not power(np.diag([1.0, -1.0, 0.5]), budget=200).converged


@given(st.integers(0, 10_000), st.integers(1, 8))
@settings(max_examples=40, deadline=None)
def test_where_the_budget_ends_the_residual_is_that_of_the_vector_that_comes_back(seed, budget):
    A = np.random.default_rng(seed).normal(size=(6, 6))
    answer = power(A, tol=1e-14, budget=budget)
    assert answer.passes == budget
    assert np.linalg.norm(A @ answer.vector - answer.value * answer.vector) <= answer.residual * (1 + 1e-12)


def walk(n, seed):
    links = random_array((n, n), density=0.3, rng=np.random.default_rng(seed)).toarray()
    sums = links.sum(axis=0)
    return np.divide(links, sums, out=np.zeros_like(links), where=sums > 0)


@given(st.integers(0, 10_000), st.integers(1, 12), st.floats(0.05, 0.99), st.booleans())
@settings(max_examples=80, deadline=None)
def test_pagerank_is_within_its_error(seed, n, damping, sparse):
    P = walk(n, seed)
    answer = stationary(csr_array(P) if sparse else P, damping, tol=1e-8)
    v = np.full(n, 1 / n)
    full = P + np.outer(v, P.sum(axis=0) == 0)
    exact = np.linalg.solve(np.eye(n) - damping * full, (1 - damping) * v)
    assert np.abs(answer.x - exact).sum() <= answer.error + 1e-13 and answer.error <= 1e-8
    assert abs(answer.x.sum() - 1) < 1e-14


def test_jumps_may_prefer_a_place():
    P = np.array([[0.0, 1.0], [1.0, 0.0]])
    answer = stationary(P, 0.5, jump=[1.0, 0.0])
    np.testing.assert_allclose(answer.x, [2 / 3, 1 / 3], atol=1e-9)


REFUSED = [
    ("rows that sum to 1", [[0.5, 0.5], [1.0, 0.0]], {}, ["(2×2)", "column 0 sums to 1.5", "P.T"]),
    ("float32", np.full((7, 7), 1 / 7, np.float32), {}, ["column 0 sums to 1.00000004", "float64"]),
    ("far too large", [[1.5e308]], {}, ["(1×1)", "column 0 sums to 1.5e+308"]),
    ("counts", [[0.0, 3.0], [1.0, 0.0]], {}, ["column 1 sums to 3", "divide"]),
    ("negative", [[2.0, 1.0], [-1.0, 0.0]], {}, ["negative", "-1"]),
    ("negative, sparse", csr_array([[2.0, 1.0], [-1.0, 0.0]]), {}, ["negative", "-1"]),
    ("not square", np.ones((2, 3)), {}, ["(2×3)", "square"]),
    ("damping", np.eye(2), {"damping": 1.0}, ["damping is 1.0"]),
    ("jump", np.eye(2), {"jump": [1.0]}, ["(1,)", "2 numbers"]),
]


@pytest.mark.parametrize(("P", "arguments", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_is_no_walk_is_refused(P, arguments, words):
    with pytest.raises(MatrixError) as caught:
        stationary(P, **arguments)
    assert all(word in str(caught.value) for word in words), str(caught.value)


@pytest.mark.parametrize("tol", [0, "1e-6", np.nan])
def test_a_tol_that_can_never_be_reached_is_refused(tol):
    with pytest.raises(MatrixError, match=r"tol is .*, but it is a relative error"):
        power(np.eye(2), tol=tol)


def test_at_the_end_of_the_range():
    """2^1024, which brings 1.5e308 back from near 1, is no number itself: once an OverflowError."""
    answer = power([[1.5e308]])
    assert abs(answer.value - 1.5e308) <= answer.error < 1e302
    with pytest.raises(MatrixError, match=r"\(2×2\).*overflows float64"):
        power(np.full((2, 2), 1.5e308))
