"""Where right answers are many: each of them passes, and what is off by more than the tolerance does not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ortho_group

from hiddenmath.learn import (
    both,
    close,
    each,
    eigenpairs,
    factors,
    least_squares,
    orthonormal,
    permutation,
    same_span,
    satisfies,
    up_to_order,
    up_to_scale,
    up_to_sign,
)

seeds = st.integers(0, 10**6).map(np.random.default_rng)
sizes = st.integers(2, 6)


def right(check, answer, expected, *inputs):
    """As the judge asks: an answer is one array or a tuple of arrays."""
    parts = [value if isinstance(value, tuple) else (value,) for value in (answer, expected)]
    return check.right(*(tuple(np.asarray(part, float) for part in value) for value in parts), inputs)


def said(check, answer, expected, *inputs):
    parts = [value if isinstance(value, tuple) else (value,) for value in (answer, expected)]
    return check.lacks(*(tuple(np.asarray(part, float) for part in value) for value in parts), inputs)


def rotation(n, rng):
    return ortho_group.rvs(n, random_state=rng) if n > 1 else np.eye(1)


@given(seeds, sizes)
def test_any_multiple_passes_up_to_scale_and_any_other_direction_fails(rng, n):
    v = rng.normal(size=n)
    assert right(up_to_scale(), rng.choice([-1, 1]) * 10 ** rng.uniform(-9, 9) * v, v)
    across = np.linalg.svd(v[None])[2][-1] * np.linalg.norm(v)
    assert not right(up_to_scale(), v + 1e-3 * across, v)
    assert not right(up_to_scale(), 0 * v, v)


@given(seeds, sizes, st.integers(1, 3))
def test_any_order_of_rows_passes_up_to_order(rng, n, columns):
    A = rng.normal(size=(n, columns))
    assert right(up_to_order(), rng.permutation(A), A)
    assert right(up_to_order(), rng.permutation(A[:, 0]), A[:, 0])
    changed = rng.permutation(A)
    changed[0, 0] += 1e-6
    assert not right(up_to_order(), changed, A)


def test_a_value_that_comes_twice_must_come_twice():
    assert not right(up_to_order(), [1, 1, 2], [1, 2, 2])


@given(seeds, sizes)
def test_any_mixture_of_a_basis_passes_same_span(rng, n):
    k = int(rng.integers(1, n))
    A = rng.normal(size=(n, k))
    M = rotation(k, rng) * rng.uniform(0.5, 2, size=k) @ rotation(k, rng)
    assert right(same_span(), A @ M, A)
    tilted = A @ M
    tilted[:, 0] += 1e-4 * np.linalg.svd(A)[0][:, -1]
    assert not right(same_span(), tilted, A)


def test_columns_that_depend_on_each_other_span_less():
    assert not right(same_span(), np.ones((3, 2)), np.eye(3)[:, :2] + 1)
    assert not right(same_span(), np.zeros((3, 2)), np.eye(3)[:, :2])
    assert same_span().otherwise == "Your columns do not span the space that was asked."


@given(seeds, sizes)
def test_any_rotation_is_orthonormal_and_nothing_else_is(rng, n):
    Q = rotation(n, rng)[:, : int(rng.integers(1, n + 1))]
    assert right(orthonormal(), Q, Q)
    Q[0, 0] += 1e-6
    assert not right(orthonormal(), Q, Q)


def test_what_an_orthonormal_matrix_lacks_is_said():
    assert "Column 1 of your matrix has length 2" in said(orthonormal(), np.diag([1, 2]), np.eye(2))
    assert "right angles" in said(orthonormal(), [[1, 0.6], [0, 0.8]], np.eye(2))
    assert "length nan" in said(orthonormal(), [[1, np.nan], [0, 1]], np.eye(2))


@given(seeds, sizes)
def test_both_want_both(rng, n):
    check = both(same_span(), orthonormal())
    k = int(rng.integers(1, n))
    A = rng.normal(size=(n, k))
    Q = np.linalg.qr(A)[0]
    assert right(check, Q @ rotation(k, rng), A)
    assert not right(check, 2 * Q, A)  # the span alone
    assert not right(check, rotation(n, rng)[:, :k], A)  # orthonormal alone


@given(seeds, sizes)
def test_any_factors_of_the_input_pass_factors(rng, n):
    A = rng.normal(size=(n, n)) + 3 * np.eye(n)
    Q, R = np.linalg.qr(A)
    signs = rng.choice([-1.0, 1.0], size=n)
    assert right(factors(), (Q * signs, signs[:, None] * R), (Q, R), A)
    assert not right(factors(), (Q * signs, R), (Q, R), A) or (signs == 1).all()
    assert not right(factors(), (Q, R + 1e-6), (Q, R), A)
    U, s, Vt = np.linalg.svd(A)
    assert right(factors(lambda U, s, Vt: U * s @ Vt), (-U, s, -Vt), (U, s, Vt), A)


def test_factors_say_how_far_off_they_are():
    assert "off by up to 0.5" in said(factors(), (np.eye(2), np.eye(2) + 0.5), (np.eye(2), np.eye(2)), np.eye(2))


def spectrum(n, rng):
    V = rng.normal(size=(n, n)) + 2 * np.eye(n)
    w = 3.0 * 0.5 ** np.arange(n) * rng.choice([-1, 1], size=n)
    return V * w @ np.linalg.inv(V), w, V


@given(seeds, sizes)
def test_eigenpairs_in_any_order_and_of_any_length_pass(rng, n):
    A, w, V = spectrum(n, rng)
    order = rng.permutation(n)
    lengths = rng.choice([-1, 1], size=n) * 10 ** rng.uniform(-3, 3, size=n)
    assert right(eigenpairs(), (w[order], V[:, order] * lengths), (w, V), A)
    assert right(eigenpairs(), (w[0], -5 * V[:, 0]), (w[0], V[:, 0]), A)


WRONG_PAIRS = {
    "zero vector": ((2.0, [0, 0]), "The zero vector is no eigenvector"),
    "another pair": ((3.0, [0, 1]), "not the eigenvalues that were asked"),
    "no eigenvector": ((2.0, [1, 0.1]), "A @ v is not w * v for pair 0"),
}


@pytest.mark.parametrize(("answer", "words"), WRONG_PAIRS.values(), ids=WRONG_PAIRS)
def test_what_a_pair_lacks_is_said(answer, words):
    assert words in said(eigenpairs(), answer, (2.0, [1, 0]), np.diag([2, 3]))


def test_the_same_direction_twice_is_no_set_of_eigenvectors():
    A = np.eye(2)
    assert "a direction is missing" in said(eigenpairs(), ([1, 1], np.ones((2, 2))), ([1, 1], np.eye(2)), A)
    assert right(eigenpairs(), ([1, 1], [[1, 1], [0, 1]]), ([1, 1], np.eye(2)), A)


@given(seeds, sizes)
def test_every_least_squares_solution_passes_also_where_there_are_many(rng, n):
    A = rng.normal(size=(2 * n, n)) * 10 ** rng.uniform(-5, 5)
    A[:, -1] = A[:, 0]  # so that the last and the first unknown can be traded
    b = rng.normal(size=2 * n) * 10 ** rng.uniform(-5, 5)
    x = np.linalg.pinv(A) @ b
    free = np.eye(n)[0] - np.eye(n)[-1]
    assert right(least_squares(), x, x, A, b) and right(least_squares(), x + x[0] * free, x, A, b)
    assert not right(least_squares(), 1.001 * x, x, A, b)


@given(seeds, sizes)
def test_equal_keys_may_stand_either_way_round(rng, n):
    keys = rng.integers(0, 3, size=n).astype(float)
    check = permutation(lambda keys: keys)
    expected = np.argsort(keys, kind="stable")
    shuffled = np.lexsort((rng.random(n), keys))
    assert right(check, shuffled, expected, keys)
    assert not right(check, np.zeros(n), expected, keys)
    assert not right(check, expected[::-1], expected, keys) or np.ptp(keys) == 0


def test_an_order_that_is_none_is_said():
    check = permutation(lambda keys: keys)
    assert "from 0 to 2 once" in said(check, [1, 2, 3], [0, 1, 2], np.arange(3.0))
    assert "From place 1 on" in said(check, [0, 2, 1], [0, 1, 2], np.arange(3.0))


def test_each_part_has_its_own_check():
    check = each(close(), up_to_sign())
    assert right(check, (2.0, [-1, 0]), (2.0, [1, 0]))
    assert not right(check, (-2.0, [1, 0]), (2.0, [1, 0]))
    named = each(satisfies(lambda w: w > 0, "Not above 0."), up_to_sign())
    assert said(named, (-2.0, [1, 0]), (2.0, [1, 0])) == "Not above 0."
