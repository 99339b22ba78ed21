"""Power iteration against LAPACK's eigenvalues, and each way in which it can end."""

import numpy as np
import pytest

from hiddenmath.linalg import MatrixError
from hiddenmath.linalg.steps import power, run


@pytest.mark.parametrize("n", [1, 2, 5, 12])
@pytest.mark.parametrize("seed", range(5))
def test_finds_the_strongest_direction_of_a_symmetric_matrix(n, seed):
    rng = np.random.default_rng(seed)
    Q = np.linalg.qr(rng.normal(size=(n, n))).Q
    known = np.r_[-5.0, np.linspace(3, -1, n - 1)] if n > 1 else np.array([-5.0])
    A = Q * known @ Q.T
    _, (value, v, residual, converged) = run(power(A, tol=1e-8))
    assert converged
    assert abs(value - -5) <= residual + 1e-13
    assert abs(abs(v @ Q[:, 0]) - 1) < 1e-12


@pytest.mark.parametrize("seed", range(5))
def test_finds_the_rank_of_pages(seed):
    """A matrix of shares, whose columns add to 1, has the strongest eigenvalue 1."""
    A = np.random.default_rng(seed).random((6, 6))
    A /= A.sum(axis=0)
    _, (value, v, _, converged) = run(power(A))
    values, vectors = np.linalg.eig(A)
    known = vectors[:, values.real.argmax()].real
    assert converged and value == pytest.approx(1, abs=1e-5)
    np.testing.assert_allclose(v / v.sum(), known / known.sum(), atol=1e-5)


@pytest.mark.parametrize(
    ("A", "value"),
    [([[0.0]], 0.0), (np.zeros((3, 3)), 0.0), ([[0.0, 1], [0, 0]], 0.0), ([[-2.0]], -2.0), (np.identity(3), 1.0)],
    ids=["0", "zero", "nilpotent", "1×1", "identity"],
)
def test_converges_where_all_is_settled(A, value):
    _, answer = run(power(A))
    assert answer.converged and answer.value == pytest.approx(value)


@pytest.mark.parametrize("A", [[[0.0, -1], [1, 0]], [[1.0, 0], [0, -1]]], ids=["quarter turn", "1 and −1"])
def test_says_when_it_never_settles(A):
    steps, answer = run(power(A, limit=20))
    assert not answer.converged
    assert steps[-1].did.startswith("stop after 20 steps")
    assert steps[-1].why.startswith("not converged: ") and "endless where they are opposite or complex" in steps[-1].why


def test_starts_where_it_is_told():
    assert run(power([[3.0, 0], [0, 1]], start=[0, 5]))[1].value == 1  # no share in the strongest direction


@pytest.mark.parametrize(
    ("A", "options", "says"),
    [
        ([[1, 2, 3], [4, 5, 6]], {}, "A (2×3) is not square, but only a square matrix has eigenvalues"),
        (np.identity(2), {"start": [0, 0]}, "start is zero"),
        (np.identity(2), {"start": [1, 0, 0]}, "start has 3 entries, but A is 2×2"),
        (np.identity(2), {"start": [[1, 0]]}, "a vector has one axis"),
        (np.identity(2), {"start": [1, np.nan]}, "start, looked at as a matrix A of one row, cannot be used"),
        (np.identity(2), {"start": ["a", "b"]}, "start, looked at as a matrix A of one row, cannot be used"),
        (np.identity(2), {"start": [[1], [1, 2]]}, "start is no vector"),
        (np.identity(2), {"start": np.ma.array([1, 2], mask=[0, 1])}, "has a mask"),
        (np.identity(2), {"tol": 0}, "tol is 0"),
        (np.identity(2), {"limit": 0}, "limit is 0"),
        (np.identity(2), {"limit": 2.5}, "limit is 2.5"),
    ],
)
def test_bad_input_is_refused(A, options, says):
    with pytest.raises(MatrixError) as error:
        power(A, **options)
    assert says in str(error.value)
