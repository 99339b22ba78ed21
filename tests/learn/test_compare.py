"""When an answer is right: by value, whatever it is made of; by a property where right answers are many."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hiddenmath.learn import close, satisfies, up_to_sign
from hiddenmath.learn._compare import NotNumbers, as_numbers

A = np.array([[1.0, 2.0], [3.0, 4.0]])
READ_ONLY = A.copy()
READ_ONLY.flags.writeable = False

SAME = {
    "itself": A,
    "a list of lists": [[1, 2], [3, 4]],
    "a tuple of tuples": ((1, 2), (3, 4)),
    "rows as arrays": [np.array([1, 2]), np.array([3, 4])],
    "whole numbers": A.astype(int),
    "bytes": A.astype(np.uint8),
    "half precision": A.astype(np.float16),
    "complex, without an imaginary part": A.astype(complex),
    "not contiguous": np.repeat(A, 2, axis=0)[::2],
    "in column order": np.asfortranarray(A),
    "read-only": READ_ONLY,
    "off by rounding": A * (1 + 1e-15),
}
OTHER = {
    "another value": A + 1e-6,
    "transposed": A.T,
    "flat": A.ravel(),
    "with a nan": np.where(A == 1, np.nan, A),
    "with an inf": np.where(A == 1, np.inf, A),
    "a row more": np.vstack([A, A[:1]]),
    "complex": A + 1j,
}


@pytest.mark.parametrize("answer", SAME.values(), ids=SAME)
def test_judged_by_what_it_says(answer):
    assert close().right((as_numbers(answer),), (A,), ())


@pytest.mark.parametrize("answer", OTHER.values(), ids=OTHER)
def test_not_the_same(answer):
    assert not close().right((as_numbers(answer),), (A,), ())


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ([[1, 2], [3]], "rows of your answer have different lengths"),
        ("abc", "You answered text, 'abc'"),
        ("x" * 10**6, "You answered text, 'x{80}'"),
        (["x" * 10**6] + [""] * 10**5, "You answered text"),  # as an array these would be 400 GB
        (["1", "2"], "Numbers are written without quotes"),
        ((A, 5), "1.5, not 1,5"),
        ((A, A[0], A), "3 values side by side"),
        ((0, 5 * A[0], 5 * A), "1.5, not 1,5"),
        ([{}, {}], "not numbers"),
    ],
)
def test_what_is_not_numbers_is_said(answer, words):
    with pytest.raises(NotNumbers, match=words):
        as_numbers(answer)


def test_zeros_with_rounding_in_them_are_judged_on_the_scale_of_their_matrix():
    assert close(rtol=1e-9).alike(np.array([1e6, 1e-7]), np.array([1e6, 0.0]))
    assert not close(rtol=1e-9).alike(np.array([1.0, 1e-7]), np.array([1.0, 0.0]))


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_equals_only_itself(value):
    expected = np.array([1.0, value])
    assert close().alike(expected.copy(), expected)
    assert not close().alike(np.array([1.0, 1e300]), expected)
    assert not close().alike(np.array([value, 1.0]), expected)


vectors = arrays(float, st.integers(1, 5), elements=st.floats(-100, 100).map(lambda x: round(x, 3)))


@given(vectors)
def test_up_to_sign_takes_a_vector_and_its_opposite_and_nothing_else(v):
    assert up_to_sign().alike(v, v) and up_to_sign().alike(-v, v)
    assert not up_to_sign().alike(v + 1, v) or np.allclose(v + 1, -v)
    if np.any(v):
        assert not up_to_sign().alike(2 * v, v)


def test_a_property_decides_alone_where_right_answers_are_many():
    check = satisfies(lambda Q, A: np.allclose(Q.T @ Q, np.eye(2)), otherwise="The columns are not orthonormal.")
    turn = np.array([[0.6, -0.8], [0.8, 0.6]])
    assert check.right((turn,), (np.eye(2),), (A,)) and check.right((-turn,), (np.eye(2),), (A,))
    assert not check.right((A,), (np.eye(2),), (A,))
