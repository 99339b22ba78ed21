"""The sum of Gram matrices: its bound against exact arithmetic, at any scale, in any order of the rows."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiddenmath.linalg import MatrixError
from hiddenmath.linalg._gram_sum import GramSum


def exact_gram(A):
    rows = [[Fraction(v) for v in row] for row in A.tolist()]
    n = A.shape[1]
    return [[sum(row[i] * row[j] for row in rows) for j in range(n)] for i in range(n)]


def summed(blocks, dtype=np.float64):
    total = GramSum(blocks[0].shape[1], dtype)
    for block in blocks:
        total.add(block)
    return total


def error_of(total, blocks):
    """‖G − AᴴA/4^e‖_F and the bound, the first in exact arithmetic up to its last square root."""
    exact = exact_gram(np.vstack(blocks).astype(float))
    scale = Fraction(4) ** -total.exponent
    n = len(exact)
    square = sum((Fraction(total.G[i, j]) - scale * exact[i][j]) ** 2 for i in range(n) for j in range(n))
    return float(square) ** 0.5, total.error


SCALES = st.lists(st.sampled_from([0.0, 1e-160, 1e-150, 1e-80, 1e-3, 1.0, 1e80, 1e150]), min_size=1, max_size=4)


@given(SCALES, st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_the_bound_holds_whatever_the_scale_of_the_blocks_and_their_order(scales, seed):
    rng = np.random.default_rng(seed)
    blocks = [rng.normal(size=(rng.integers(1, 6), 3)) * scale for scale in scales]
    total = summed(blocks)
    error, bound = error_of(total, blocks)
    assert error <= bound and bound <= 1e-13 * total.size**2
    square = sum(Fraction(v) ** 2 for v in np.vstack(blocks).ravel().tolist())
    assert float(square * Fraction(4) ** -total.exponent) ** 0.5 <= total.size * (1 + 1e-15)
    assert total.rows == sum(map(len, blocks))
    parts = [summed([block]) for block in blocks]
    both = sum(parts[1:], parts[0])
    error, bound = error_of(both, blocks)
    assert error <= bound <= 1e-13 * both.size**2 and both.rows == total.rows


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.int8, bool, np.complex64, np.complex128])
def test_every_kind_of_number_is_summed_in_double_precision(dtype):
    rng = np.random.default_rng(1)
    A = rng.normal(size=(500, 4)) * 3
    A = (A + 1j * rng.normal(size=A.shape)).astype(dtype) if np.dtype(dtype).kind == "c" else A.astype(dtype)
    before = A.copy()
    total = summed(np.array_split(A, 3), dtype)
    wide = A.astype(complex)
    np.testing.assert_allclose(total.G, wide.conj().T @ wide, rtol=1e-13, atol=1e-12)
    assert total.G.dtype == (np.complex128 if A.dtype.kind == "c" else np.float64)
    assert (before == A).all()


def test_it_goes_on_from_its_state_to_the_same_bits():
    blocks = np.array_split(np.random.default_rng(2).normal(size=(900, 5)) * 1e-170, 9)
    whole, half = summed(blocks), summed(blocks[:4])
    resumed = GramSum.resume(half.state())
    for block in blocks[4:]:
        resumed.add(block)
    assert resumed.G.tobytes() == whole.G.tobytes()
    assert (resumed.error, resumed.size, resumed.rows) == (whole.error, whole.size, whole.rows)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_an_entry_that_is_not_finite_is_named_by_its_row_in_all_of_A(bad):
    total = GramSum(3, np.float64, start=1000)
    total.add(np.ones((20, 3)))
    block = np.ones((5000, 3))
    block[4500, 1] = bad
    with pytest.raises(MatrixError, match=rf"row 5520: A\[5520, 1\] = {bad}"):
        total.add(block)
