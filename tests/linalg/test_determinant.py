"""`slogdet`, `cond` and `polar`: against rational determinants, known spectra, and their own equations."""

from fractions import Fraction
from math import inf, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiddenmath.linalg import MatrixError, cond, polar, slogdet

pytestmark = pytest.mark.usefixtures("one_thread")


def determinant(A):
    """In rational arithmetic."""
    rows, value = [[Fraction(v) for v in row] for row in A.tolist()], Fraction(1)
    for j in range(len(rows)):
        pivot = next((i for i in range(j, len(rows)) if rows[i][j]), None)
        if pivot is None:
            return Fraction(0)
        if pivot != j:
            rows[j], rows[pivot], value = rows[pivot], rows[j], -value
        value *= rows[j][j]
        for i in range(j + 1, len(rows)):
            rows[i] = [v - rows[i][j] / rows[j][j] * w for v, w in zip(rows[i], rows[j], strict=True)]
    return value


@given(st.integers(0, 10**6), st.integers(1, 7), st.sampled_from(["general", "triangular", "whole", "steep"]))
@settings(max_examples=200, deadline=None)
def test_the_determinant_within_its_bound(seed, n, kind):
    rng = np.random.default_rng(seed)
    A = rng.normal(size=(n, n))
    A = {"general": A, "triangular": np.tril(A), "whole": np.round(2 * A), "steep": A * 10.0 ** rng.integers(-9, 9, n)}[
        kind
    ]
    exact, answer = determinant(A), slogdet(A)
    if exact == 0:
        assert answer.sign == 0 or answer.error == inf or answer.logabs < -25
        return
    assert answer.sign == (1 if exact > 0 else -1) or answer.error == inf
    assert abs(log(abs(exact)) - answer.logabs) <= answer.error + 1e-15 * abs(answer.logabs)


@pytest.mark.parametrize("n", [3, 50, 200])
def test_large_and_complex_determinants_as_numpy_says(n):
    rng = np.random.default_rng(n)
    for A in (rng.normal(size=(n, n)), rng.normal(size=(n, n)) * 1e300, rng.normal(size=(n, n)) * (1 + 1j)):
        sign, logabs = np.linalg.slogdet(A)
        answer = slogdet(A)
        assert abs(answer.sign - sign) < 1e-10 and abs(answer.logabs - logabs) <= answer.error + 1e-10
        assert answer.error < 1e-3


def test_no_volume_is_left():
    assert slogdet(np.zeros((3, 3)))[:2] == (0, -inf)
    assert slogdet([[1.0, 2.0], [2.0, 4.0]])[:2] == (0, -inf) and slogdet([[1.0, 2.0], [2.0, 4.0]]).error == inf
    with pytest.raises(MatrixError, match="2×3"):
        slogdet(np.ones((2, 3)))


@pytest.mark.parametrize(
    ("A", "value"),
    [(np.eye(3), 1), ([[0.0, 2], [1, 0]], 2), (np.diag([1.0, 1e-6]), 1e6), (np.eye(5, 2), 1), (np.full((1, 1), 3j), 1)],
)
def test_the_condition_number_lies_between_its_bounds(A, value):
    answer = cond(A)
    assert answer.low <= value <= answer.high and answer.value == pytest.approx(value)
    assert answer.high < value * (1 + 1e-6)


def test_the_condition_number_of_a_singular_matrix_is_infinite_as_far_as_can_be_told():
    assert cond([[1.0, 2.0], [2.0, 4.0]]).high == inf and cond([[1.0, 2.0], [2.0, 4.0]]).low > 1e13
    assert cond(np.zeros((2, 2))).value == inf


@pytest.mark.parametrize("kind", [float, complex, np.float32])
@pytest.mark.parametrize("shape", [(1, 1), (3, 3), (9, 4), (100, 7)])
@pytest.mark.parametrize("scale", [1.0, 1e-30, 1e30])
def test_polar(shape, kind, scale):
    rng = np.random.default_rng(1)
    A = (rng.normal(size=shape) * scale + (1j * rng.normal(size=shape) * scale if kind is complex else 0)).astype(kind)
    answer = polar(A)
    U, P, n = answer.U.astype(complex), answer.P.astype(complex), shape[1]
    assert answer.U.dtype == answer.P.dtype == kind
    assert np.linalg.norm(A - U @ P) <= answer.error <= 1e-4 * scale
    assert np.linalg.norm(U.conj().T @ U - np.eye(n)) <= answer.defect < 1e-4
    assert (P == P.conj().T).all() and np.linalg.eigvalsh(P).min() > -1e-5 * scale


def test_polar_finds_the_rotation_between_two_sets_of_points():
    turn = np.linalg.qr(np.random.default_rng(2).normal(size=(3, 3)))[0]
    points = np.random.default_rng(3).normal(size=(50, 3))
    np.testing.assert_allclose(polar((points @ turn.T).T @ points).U, turn, atol=1e-12)


def test_polar_at_the_ends_of_the_range():
    for scale in (1e-300, 1e300):
        answer = polar(np.diag([1.0, -2.0]) * scale)
        assert (np.diag([1.0, -1.0]) == answer.U).all() and answer.error < 1e-13 * scale


def test_polar_of_a_wide_matrix_says_what_to_do():
    with pytest.raises(MatrixError, match=r"2×3.*A\.conj\(\)\.T"):
        polar(np.ones((2, 3)))
