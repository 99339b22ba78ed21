"""Turn, stretch, turn against LAPACK's singular values."""

import numpy as np
import pytest

from hiddenmath.linalg.steps import run, svd

SHAPES = [(1, 1), (2, 2), (3, 3), (7, 7), (6, 3), (3, 6), (1, 4), (4, 1)]
SPECIAL = {
    "zero": np.zeros((2, 3)),
    "minus one": [[-1.0]],
    "identity": np.identity(3),
    "mirror": [[0.0, 1], [1, 0]],
    "rank 1": np.ones((3, 4)),
    "graded": np.diag([1e-9, 1.0, 1e-3]) @ [[1.0, 2, 3], [4, 5, 6], [7, 8, 10]],
    "a column far below rounding": [[1.0, 1e-20], [2, -1e-20]],
    "course": [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
}


def check(A):
    steps, (U, s, Vt, converged) = run(svd(A))
    m, n = A.shape
    size = np.linalg.norm(A)
    assert converged
    np.testing.assert_allclose(s, np.linalg.svd(A, compute_uv=False), atol=1e-13 * size)
    np.testing.assert_allclose((U[:, : len(s)] * s) @ Vt[: len(s)], A, atol=1e-13 * size)
    np.testing.assert_allclose(U.T @ U, np.identity(m), atol=1e-12)
    np.testing.assert_allclose(Vt @ Vt.T, np.identity(n), atol=1e-13)
    np.testing.assert_allclose(steps[-1].state["product"], A, atol=1e-13 * size)
    assert np.linalg.det(Vt) == pytest.approx(1)  # Vᵀ only turns
    if np.linalg.matrix_rank(A) < m:
        assert np.linalg.det(U) == pytest.approx(1)  # so does U, where it is free to
    elif m == n:
        assert np.linalg.det(U) == pytest.approx(np.sign(np.linalg.det(A)))
    return steps


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("seed", range(5))
def test_like_lapack(shape, seed):
    check(np.random.default_rng(seed).normal(size=shape))


@pytest.mark.parametrize("shape", [(5, 5), (6, 4), (4, 6)], ids=str)
@pytest.mark.parametrize("seed", range(5))
def test_of_lower_rank_like_lapack(shape, seed):
    rng = np.random.default_rng(seed)
    check(rng.normal(size=(shape[0], 2)) @ rng.normal(size=(2, shape[1])))


@pytest.mark.parametrize("name", SPECIAL)
def test_special_matrices_like_lapack(name):
    check(np.array(SPECIAL[name], dtype=float))


def test_the_factors_act_in_turn():
    steps = check(np.array([[3.0, 0], [4, 5]]))
    turned, stretched, placed = (step.state["product"] for step in steps[-3:])
    np.testing.assert_allclose(turned, np.array([[1, 1], [-1, 1]]) / np.sqrt(2))
    np.testing.assert_allclose(stretched, np.sqrt([[45], [5]]) * turned)
    np.testing.assert_allclose(placed, [[3, 0], [4, 5]], atol=1e-14)


def motion(A):
    return run(svd(A))[0][-1].did


def test_the_sentence_tells_a_turn_from_a_flip():
    angle = np.radians(30)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    assert motion(turn @ np.diag([3, 2])) == "U turns by 30°"
    assert motion(turn @ np.diag([3, -2])) == "U flips axis 2, then turns by 30°"
    about_z = np.identity(3)
    about_z[:2, :2] = turn
    assert motion(about_z @ np.diag([3, 2, 1])) == "U turns by 30° about one axis"
    assert motion(about_z @ np.diag([3, 2, -1])) == "U flips axis 3, then turns by 30° about one axis"
    assert motion([[-2.0]]) == "U flips the line"
    assert motion([[2.0]]) == "U leaves the line as it is"
    assert motion(np.diag([4.0, 3, 2, -1])) == "U flips axis 4, then turns 4 dimensions"


def test_the_limit_ends_it_and_says_so():
    steps, answer = run(svd(np.random.default_rng(0).normal(size=(6, 6)), limit=4))
    assert not answer.converged
    stopped = next(step for step in steps if step.did == "stop after 4 rotations")
    assert stopped.why.startswith("not converged: between two columns of A V the cosine is still")
