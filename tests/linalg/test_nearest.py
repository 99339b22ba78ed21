"""The nearest rows, block by block, are those of all cosines at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiddenmath.linalg import MatrixError, RowBlocks, nearest


def brute(A, B, k):
    """All cosines, sorted; equal ones in the order of their rows."""
    unit = [M / np.maximum(np.linalg.norm(M, axis=1, keepdims=True), 1e-300) for M in (A, B)]
    cosines = unit[1] @ unit[0].T
    rows = np.argsort(-cosines, axis=1, kind="stable")[:, :k]
    return rows, np.take_along_axis(cosines, rows, axis=1)


@given(st.integers(0, 10**6), st.integers(1, 40), st.integers(1, 40), st.integers(1, 7))
def test_blocks_of_any_size_give_what_all_products_give(seed, m, rows, k):
    rng = np.random.default_rng(seed)
    A, B = rng.normal(size=(m, 3)), rng.normal(size=(2, 3))
    k = min(k, m)
    blocks = RowBlocks(A.shape, A.dtype, rows, lambda start, stop: A[start:stop])
    for found in nearest(blocks, B, k), nearest(A, B, k):
        expected, cosines = brute(A, B, k)
        assert np.array_equal(found.rows, expected)
        np.testing.assert_allclose(found.cosines, cosines, atol=1e-12)


def test_equal_cosines_come_in_the_order_of_their_rows_and_zeros_are_in_no_direction():
    A = np.array([[0, 0], [2, 0], [1, 0], [0, 1], [3, 0]], np.float32)
    blocks = RowBlocks(A.shape, A.dtype, 2, lambda start, stop: A[start:stop])
    assert nearest(blocks, [1, 0], 5).rows.tolist() == [[1, 2, 4, 0, 3]]
    assert nearest(A, [0, 0], 2).cosines.tolist() == [[0, 0]]


def test_sizes_whose_squares_no_float_holds():
    assert nearest(np.array([[1e200, 1e200], [1e-200, 0]]), [1, 0], 2).cosines.tolist()[0] == pytest.approx(
        [1, 0.5**0.5]
    )


@pytest.mark.parametrize(
    ("vectors", "k", "said"), [([[1, 2, 3]], 1, "2 columns"), ([[1, 2]], 9, "Choose 1 to 4"), ([[1, 2]], 0, "k is 0")]
)
def test_shapes_that_do_not_fit(vectors, k, said):
    with pytest.raises(MatrixError, match=said):
        nearest(np.ones((4, 2)), vectors, k)
