"""Conjugate gradients against `solve`: n directions, on paper, and what rounding makes of them."""

import numpy as np
import pytest

from hiddenmath.linalg import MatrixError
from hiddenmath.linalg.steps import conjugate_gradient, run


def definite(n, rng):
    B = rng.normal(size=(n, n))
    return B @ B.T + n * np.identity(n)


@pytest.mark.parametrize("n", [1, 2, 5, 10])
@pytest.mark.parametrize("seed", range(5))
def test_solves_in_at_most_n_directions(n, seed):
    rng = np.random.default_rng(seed)
    A, b = definite(n, rng), rng.normal(size=n)
    steps, (x, residual, converged) = run(conjugate_gradient(A, b))
    assert converged and residual <= 1e-10 * np.linalg.norm(b)
    np.testing.assert_allclose(x, np.linalg.solve(A, b), atol=1e-10)
    assert sum(step.did.startswith("x ←") for step in steps) <= n


def test_directions_are_perpendicular_in_the_sense_of_A():
    rng = np.random.default_rng(0)
    A = definite(5, rng)
    steps, _ = run(conjugate_gradient(A, rng.normal(size=5)))
    P = np.array([step.state["p"] for step in steps if step.did.startswith("p ←")])
    products = P @ A @ P.T
    assert np.abs(products - np.diag(np.diagonal(products))).max() < 1e-12 * np.abs(products).max()


def test_few_eigenvalues_need_few_directions():
    A = np.diag([1.0, 1, 1, 5, 5, 5])
    steps, answer = run(conjugate_gradient(A, np.arange(1.0, 7)))
    assert answer.converged and sum(step.did.startswith("x ←") for step in steps) == 2


def test_a_singular_matrix_is_solved_where_a_solution_exists():
    A = np.diag([2.0, 1, 0])
    np.testing.assert_allclose(run(conjugate_gradient(A, [2, 3, 0]))[1].x, [1, 3, 0], atol=1e-14)


def test_nothing_to_do():
    steps, answer = run(conjugate_gradient(np.identity(2), [0, 0]))
    assert len(steps) == 2 and answer.converged
    assert run(conjugate_gradient([[2.0]], [6], start=[3]))[1].converged


@pytest.mark.parametrize(
    ("A", "b"),
    [([[1.0, 0], [0, -1]], [1, 1]), ([[-2.0]], [1]), (np.zeros((2, 2)), [1, 0]), ([[1.0, 1], [1, 1]], [1, -1])],
    ids=["indefinite", "negative", "zero", "no solution"],
)
def test_says_when_the_bowl_has_no_lowest_point(A, b):
    with pytest.raises(MatrixError, match=r"is not positive definite: p·A p = .* for the direction p = "):
        run(conjugate_gradient(A, b))


def test_the_limit_ends_it():
    steps, answer = run(conjugate_gradient(np.diag(np.arange(1.0, 9)), np.ones(8), limit=3))
    assert not answer.converged
    assert steps[-1].did == "stop after 3 steps" and steps[-1].why.startswith("not converged: ‖b − A x‖ =")


def test_rounding_is_owned_up_to():
    """With the condition 1e10 the updated r goes to zero, but b − A x does not."""
    n = 8
    H = 1 / (np.arange(n)[:, None] + np.arange(n) + 1)
    steps, answer = run(conjugate_gradient(H, np.ones(n), tol=1e-13))
    assert answer.residual == pytest.approx(np.linalg.norm(np.ones(n) - H @ answer.x))
    assert not answer.converged and steps[-1].why.endswith("held up by rounding")


def test_an_unsymmetric_matrix_is_refused():
    with pytest.raises(MatrixError, match="is not symmetric"):
        conjugate_gradient([[2, 1], [0, 2]], [1, 1])


@pytest.mark.parametrize("a", [1e-74, 1e74])
@pytest.mark.parametrize("b", [1e-74, 1e74])
def test_units_do_not_matter(a, b):
    _, (x, _, converged) = run(conjugate_gradient(a * np.diag([1.0, 2]), [b, b]))
    assert converged
    np.testing.assert_allclose(x, np.array([1, 0.5]) * (b / a), rtol=1e-12)
