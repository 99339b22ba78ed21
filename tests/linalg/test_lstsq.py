"""`lstsq` against solutions in rational arithmetic."""

import warnings
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiddenmath.linalg import AccuracyWarning, MatrixError, lstsq

pytestmark = pytest.mark.usefixtures("one_thread")


def fractions(A):
    return [[Fraction(v) for v in row] for row in np.asarray(A).tolist()]


def product(A, B):
    return [[sum(a * b for a, b in zip(row, column, strict=True)) for column in zip(*B, strict=True)] for row in A]


def transpose(A):
    return [list(row) for row in zip(*A, strict=True)]


def shortest(exactly, C, F, b):
    """The shortest least-squares solution for A = C F, C (m×r) and F (r×n) of full rank r: Fᵀ(F Fᵀ)⁻¹ (CᵀC)⁻¹ Cᵀ b."""
    C, F, b = fractions(C), fractions(F), fractions(np.reshape(b, (-1, 1)))
    y = exactly(product(transpose(C), C), [v for (v,) in product(transpose(C), b)])
    z = y and exactly(product(F, transpose(F)), y)
    return z and [v for (v,) in product(transpose(F), [[v] for v in z])]


def far(x, exact):
    return (
        float(sum((Fraction(v) - w) ** 2 for v, w in zip(np.asarray(x, dtype=float).tolist(), exact, strict=True)))
        ** 0.5
    )


def quietly(A, b, ridge=0.0):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", AccuracyWarning)
        return lstsq(A, b, ridge)


@pytest.mark.parametrize(("m", "n", "r"), [(1, 1, 1), (6, 3, 3), (3, 6, 3), (4, 4, 4), (7, 5, 2), (5, 7, 2), (6, 6, 1)])
def test_the_shortest_best_x_within_its_bound(exactly, m, n, r):
    for seed in range(40):
        rng = np.random.default_rng(seed)
        C = rng.integers(-9, 10, (m, r)) if r < m else np.eye(m, dtype=int)
        F = rng.integers(-9, 10, (r, n)) if r < n or r == m else np.eye(n, dtype=int)
        b = rng.integers(-9, 10, m)
        exact = shortest(exactly, C, F, b)
        if exact is None:
            continue
        answer = quietly(C @ F, b)
        assert answer.rank == r and answer.method == "SVD"
        assert far(answer.x, exact) <= answer.error <= 1e-6 * (1 + np.linalg.norm(answer.x))
        assert answer.residual == pytest.approx(np.linalg.norm(C @ F @ np.array(exact, dtype=float) - b), abs=1e-10)


@given(st.integers(0, 10**6), st.integers(0, 9), st.booleans())
@settings(max_examples=150, deadline=None)
def test_the_bound_holds_for_every_condition(exactly, seed, digits, consistent):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 5))
    m = n + int(rng.integers(0, 5))
    A = rng.normal(size=(m, n)) @ (np.eye(n) + np.triu(rng.normal(size=(n, n)), 1)) * 10.0 ** -np.linspace(0, digits, n)
    b = A @ rng.normal(size=n) if consistent else rng.normal(size=m)
    answer = quietly(A, b)
    assert answer.rank == n
    assert far(answer.x, shortest(exactly, A, np.eye(n), b)) <= answer.error


@pytest.mark.parametrize("digits", [0, 2, 4, 5, 6, 8])
@pytest.mark.parametrize("noise", [0.0, 1.0])
def test_normal_equations_only_where_they_are_safe(exactly, digits, noise):
    rng = np.random.default_rng(digits)
    m, n = 2600, 4
    A = rng.integers(-512, 513, (m, n)) * 2.0 ** -np.round(np.linspace(0, digits * 3.3, n))
    b = np.round(A @ np.ones(n) + noise * rng.integers(-9, 10, m))
    G, c = product(transpose(fractions(A)), fractions(A)), product(transpose(fractions(A)), fractions(b.reshape(-1, 1)))
    answer = quietly(A, b)
    assert answer.method == ("normal equations" if digits <= 4 else "SVD" if digits >= 8 else answer.method)
    assert answer.certainty == ("proved" if answer.method == "normal equations" else "estimated")
    assert far(answer.x, exactly(G, [v for (v,) in c])) <= answer.error
    np.testing.assert_allclose(answer.x, np.linalg.lstsq(A, b)[0], rtol=1e-8)


def test_dependent_columns_are_never_left_to_the_normal_equations():
    rng = np.random.default_rng(1)
    A = rng.normal(size=(3000, 4))
    A = np.c_[A, A[:, 0] + A[:, 1]]
    answer = lstsq(A, A[:, 4])
    assert answer.method == "SVD" and answer.rank == 4
    np.testing.assert_allclose(answer.x, [1 / 3, 1 / 3, 0, 0, 2 / 3], atol=1e-12)


@pytest.mark.parametrize("shape", [(5, 3), (3, 5), (3000, 6), (4, 4)])
@pytest.mark.parametrize("ridge", [1e-6, 1.0, 1e6])
def test_ridge_solves_its_own_equation(exactly, shape, ridge):
    rng = np.random.default_rng(2)
    m, n = shape
    A, b = rng.integers(-9, 10, shape), rng.integers(-9, 10, m)
    G = (fractions(A.T @ A), [Fraction(v) for v in (A.T @ b).tolist()])
    for i in range(n):
        G[0][i][i] += Fraction(ridge)
    answer = lstsq(A, b, ridge)
    assert far(answer.x, exactly(*G)) <= answer.error <= 1e-6
    assert answer.residual == pytest.approx(np.linalg.norm(A @ answer.x - b))


def test_complex_and_several_right_hand_sides():
    rng = np.random.default_rng(3)
    for m, n in [(7, 3), (3, 7), (3000, 5)]:
        A = rng.normal(size=(m, n)) + 1j * rng.normal(size=(m, n))
        B = rng.normal(size=(m, 2)) + 1j * rng.normal(size=(m, 2))
        answer = lstsq(A, B)
        np.testing.assert_allclose(answer.x, np.linalg.lstsq(A, B)[0], atol=1e-11)
        assert answer.x.shape == (n, 2) and answer.error.shape == answer.residual.shape == (2,)
        assert lstsq(A, B[:, :1]).x.shape == (n, 1) and lstsq(A, B[:, 0]).x.shape == (n,)
        assert lstsq(A.real, B).x.dtype == complex


@pytest.mark.parametrize("power", [-280, -150, 150, 280])
def test_scale_changes_nothing_but_the_scale(power):
    rng = np.random.default_rng(4)
    for shape in [(7, 3), (3000, 5), (3, 7)]:
        A, b, scale = rng.normal(size=shape), rng.normal(size=shape[0]), 10.0**power
        expected = lstsq(A, b)
        np.testing.assert_allclose(lstsq(A * scale, b * scale).x, expected.x, rtol=1e-9)
        np.testing.assert_allclose(lstsq(A * scale, b).x * scale, expected.x, rtol=1e-9)
        answer = lstsq(A, b * scale)
        np.testing.assert_allclose(answer.x / scale, expected.x, rtol=1e-9)
        assert answer.residual / scale == pytest.approx(expected.residual)


@pytest.mark.parametrize(
    ("of_A", "of_b", "of_x"),
    [
        (bool, int, np.float64), (np.float16, np.float16, np.float32), (np.float32, np.float32, np.float32),
        (np.float32, float, np.float64), (np.complex64, np.float32, np.complex64), (float, complex, np.complex128),
    ],
)  # fmt: skip
def test_the_answer_has_the_precision_of_both(of_A, of_b, of_x):
    A = np.array([[1, 0], [0, 1], [1, 1]]).astype(of_A)
    answer = lstsq(A, np.array([1, 2, 3]).astype(of_b))
    assert answer.x.dtype == of_x and np.linalg.norm(answer.x - [1, 2]) <= answer.error


def test_half_of_the_digits_gone_is_said_in_a_warning():
    A = np.array([[1.0, 1.0], [1.0, 1.0 + 1e-9], [1.0, 1.0]])
    with pytest.warns(AccuracyWarning, match="digits of x"):
        assert lstsq(A, [2.0, 2.0, 2.0]).warning


def test_nothing_at_all_and_nothing_changed():
    assert (lstsq(np.zeros((3, 2)), [1.0, 2, 3]).x == 0).all() and lstsq(np.zeros((3, 2)), [1.0, 2, 3]).rank == 0
    A = np.asfortranarray(np.random.default_rng(5).normal(size=(3000, 5)))
    b = A[:, 0].copy()
    A.flags.writeable = b.flags.writeable = False
    before = A.copy()
    expected = lstsq(A.tolist(), b.tolist()).x
    for same in (A, np.ascontiguousarray(A), A[::-1][::-1]):
        assert (lstsq(same, b).x == expected).all()
    assert (before == A).all()


REFUSED = [
    ("b too long", np.ones((3, 2)), [1, 2, 3, 4], 0.0, ["(4,)", "3 rows"]),
    ("NaN", [[1.0, np.nan]], [1], 0.0, ["A[0, 1] = nan"]),
    ("negative ridge", np.ones((3, 2)), [1, 2, 3], -1.0, ["ridge is -1.0", "≥ 0"]),
    ("ridge a word", np.ones((3, 2)), [1, 2, 3], "much", ["ridge is 'much'"]),
    ("ridge NaN", np.ones((3, 2)), [1, 2, 3], np.nan, ["ridge is nan"]),
    ("x too large", [[1e-300], [1e-300]], [1e300, 1e300], 0.0, ["x overflows"]),
    ("a vector", [1.0, 2.0], [1, 2], 0.0, ["reshape(-1, 1)"]),
]


@pytest.mark.parametrize(
    ("A", "b", "ridge", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_cannot_be_used_is_refused(A, b, ridge, words):
    with pytest.raises(MatrixError) as caught:
        lstsq(A, b, ridge)
    assert all(word in str(caught.value) for word in words), str(caught.value)
