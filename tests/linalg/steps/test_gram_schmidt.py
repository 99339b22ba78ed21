"""Gram–Schmidt against LAPACK, whose R has free signs; and the loss of orthogonality that tells the kinds apart."""

import numpy as np
import pytest

from hiddenmath.linalg import MatrixError
from hiddenmath.linalg.steps import gram_schmidt, householder, run

SHAPES = [(1, 1), (2, 2), (5, 5), (6, 3), (3, 6), (1, 4), (4, 1)]
KINDS = ["modified", "classical"]


def positive_diagonal(R):
    return np.sign(np.diagonal(R))[:, None] * R


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("seed", range(5))
def test_like_lapack(kind, shape, seed):
    A = np.random.default_rng(seed).normal(size=shape)
    _, (Q, R, loss) = run(gram_schmidt(A, kind))
    np.testing.assert_allclose(R, positive_diagonal(np.linalg.qr(A).R), atol=1e-9)
    np.testing.assert_allclose(Q @ R, A, atol=1e-13)
    assert loss < 1e-9


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", [(5, 5), (6, 3), (3, 6)], ids=str)
@pytest.mark.parametrize("seed", range(5))
def test_a_dependent_column_gets_no_direction(kind, shape, seed):
    rng = np.random.default_rng(seed)
    A = rng.normal(size=(shape[0], 2)) @ rng.integers(-3, 4, size=(2, shape[1]))
    _, (Q, R, _) = run(gram_schmidt(A, kind))
    assert Q.shape[1] == np.linalg.matrix_rank(A)
    np.testing.assert_allclose(Q @ R, A, atol=1e-12)


def test_zero_has_no_direction():
    steps, (Q, R, loss) = run(gram_schmidt(np.zeros((3, 2))))
    assert Q.shape == (3, 0) and R.shape == (0, 2) and loss == 0
    assert [step.did for step in steps[1:3]] == ["no q for column 1", "no q for column 2"]


def test_rounding_tilts_the_columns_of_the_classical_kind_most():
    """Läuchli's matrix: three columns that differ by 1e-7 only; its condition is 2e7, the square of it 3e14."""
    A = np.vstack([np.ones(3), 1e-7 * np.identity(3)])
    classical, modified = (run(gram_schmidt(A, kind)) for kind in ("classical", "modified"))
    assert classical[1].loss > 1e-3
    assert 1e-12 < modified[1].loss < 1e-8
    assert classical[0][-1].why.endswith("rounding has tilted the columns")
    Q = run(householder(A))[1].Q
    assert np.linalg.norm(Q.T @ Q - np.identity(4)) < 1e-14


def test_another_kind_is_refused():
    with pytest.raises(MatrixError, match="kind is 'modern', but Gram–Schmidt comes in two"):
        gram_schmidt(np.identity(2), "modern")
