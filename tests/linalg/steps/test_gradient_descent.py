"""Gradient descent against least squares, and each way in which it can end."""

from itertools import pairwise

import numpy as np
import pytest

from hiddenmath.linalg import MatrixError
from hiddenmath.linalg.steps import gradient_descent, run


def with_singular_values(m, n, s, rng):
    U, V = (np.linalg.qr(rng.normal(size=(k, len(s)))).Q for k in (m, n))
    return U * s @ V.T


@pytest.mark.parametrize("shape", [(1, 1), (3, 3), (8, 3), (3, 8), (5, 5)], ids=str)
@pytest.mark.parametrize("lost", [0, 1])
@pytest.mark.parametrize("seed", range(3))
def test_from_zero_it_finds_the_shortest_least_squares_solution(shape, lost, seed):
    rng = np.random.default_rng(seed)
    rank = max(1, min(shape) - lost)
    A, b = with_singular_values(*shape, np.linspace(2, 1, rank), rng), rng.normal(size=shape[0])
    steps, (x, loss, converged) = run(gradient_descent(A, b, tol=1e-10))
    known = np.linalg.lstsq(A, b)[0]
    assert converged and steps[-1].why.startswith("converged")
    np.testing.assert_allclose(x, known, atol=1e-8)
    assert loss == pytest.approx(np.sum((A @ known - b) ** 2) / 2, abs=1e-12)


def test_every_step_goes_downhill_where_the_rate_is_short_enough():
    rng = np.random.default_rng(0)
    A, b = rng.normal(size=(6, 3)), rng.normal(size=6)
    for share in (0.1, 1, 1.9):
        rate = share / np.linalg.norm(A, 2) ** 2
        losses = [float(step.state["loss"]) for step in gradient_descent(A, b, rate, limit=30)]
        assert all(after <= before for before, after in pairwise(losses))


@pytest.mark.parametrize("share", [2.01, 3, 1000])
def test_a_rate_too_long_diverges_and_says_so(share):
    A, b = np.array([[1.0, 2], [3, 4]]), np.ones(2)
    rate = share / np.linalg.norm(A, 2) ** 2
    steps, answer = run(gradient_descent(A, b, rate, limit=1000))
    assert not answer.converged
    assert "too far, uphill on the other side" in steps[-2].why
    assert steps[-1].why == f"diverges: the rate is {share / 2:.3g} times 2/σ₁²; take a smaller one"


def test_the_limit_ends_a_narrow_valley():
    steps, answer = run(gradient_descent(np.diag([1.0, 0.01]), [1, 1], limit=50))
    assert not answer.converged
    assert steps[-1].did.startswith("stop after 50 steps") and steps[-1].why.startswith("not converged")


def test_at_the_lowest_point_there_is_nothing_to_do():
    steps, answer = run(gradient_descent(np.identity(2), [3, 4], start=[3, 4]))
    assert len(steps) == 2 and answer.converged and answer.loss == 0
    steps, answer = run(gradient_descent(np.zeros((2, 2)), [3, 4]))
    assert answer.converged and answer.loss == 12.5
    assert steps[0].why == "the goal: the least loss; A is zero, so every x is as good"


@pytest.mark.parametrize("rate", [0, -1, np.inf, np.nan, 1e200])
def test_a_rate_that_is_none_is_refused(rate):
    with pytest.raises(
        MatrixError, match="but it says how far to go downhill: a number above 0, and below 2 to arrive"
    ):
        gradient_descent(np.identity(2), [1, 1], rate)


def test_shapes_must_fit():
    with pytest.raises(MatrixError, match=r"b has 3 entries, but A \(2×3\) has 2 rows"):
        gradient_descent(np.ones((2, 3)), [1, 2, 3])
    with pytest.raises(MatrixError, match=r"start has 2 entries, but A \(2×3\) has 3 columns"):
        gradient_descent(np.ones((2, 3)), [1, 2], start=[1, 2])


@pytest.mark.parametrize("a", [1e-74, 1e74])
@pytest.mark.parametrize("b", [1e-74, 1e74])
def test_units_do_not_matter(a, b):
    _, (x, _, converged) = run(gradient_descent(a * np.diag([1.0, 2]), [b, b], tol=1e-10))
    assert converged
    np.testing.assert_allclose(x, np.array([1, 0.5]) * (b / a), rtol=1e-8)
