"""`rank`, `orth`, `null_space`, `projection`, `pinv`: against matrices whose subspaces are known."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiddenmath.linalg import MatrixError, null_space, orth, pinv, projection, rank

pytestmark = pytest.mark.usefixtures("one_thread")


def of_rank(r, m, n, seed=0, kind=float):
    """Whole numbers, so that the rank is exact."""
    rng = np.random.default_rng(seed)
    C, F = np.eye(m, r) * 3 + rng.integers(-1, 2, (m, r)), np.eye(r, n) * 3 + rng.integers(-1, 2, (r, n))
    return (C @ F * (1 + 2j if np.dtype(kind).kind == "c" else 1)).astype(kind)


RANKS = [
    # matrix, rank
    (np.eye(4), 4),
    (np.zeros((3, 5)), 0),
    ([[1.0, 2.0], [2.0, 4.0]], 1),
    (np.arange(9.0).reshape(3, 3), 2),
    (np.vander(np.arange(1, 6)), 5),
    (1e-200 * np.eye(3), 3),
    (np.diag([1.0, 1e-10, 1e-20]), 2),
    (np.diag([1.0, 1e-10]).astype(np.float32), 1),
    (of_rank(3, 7, 5), 3),
    (of_rank(2, 4, 9, kind=complex), 2),
]


@pytest.mark.parametrize(("A", "r"), RANKS)
def test_the_rank_and_what_it_rests_on(A, r):
    answer = rank(A)
    A = np.asarray(A)
    assert answer.rank == r == orth(A).rank == null_space(A).rank == pinv(A).rank
    assert (answer.s[:r] > answer.tolerance).all() and (answer.s[r:] <= answer.tolerance).all()
    assert answer.gap > 100
    assert orth(A).basis.shape == (A.shape[0], r) and null_space(A).basis.shape == (A.shape[1], A.shape[1] - r)


def test_a_cut_through_values_that_fade_away_has_a_small_gap():
    A = np.diag(10.0 ** -np.arange(20.0))
    assert rank(A).gap == pytest.approx(10)
    assert rank(A, tol=1e-5 * 1.1).rank == 5


@pytest.mark.parametrize("kind", [float, complex, np.float32])
@pytest.mark.parametrize(("r", "m", "n"), [(2, 5, 4), (3, 3, 7), (4, 4, 4), (1, 9, 2)])
def test_the_bases_span_what_they_should(r, m, n, kind):
    A = of_rank(r, m, n, seed=1, kind=kind)
    Q, N = orth(A), null_space(A)
    assert Q.basis.dtype == N.basis.dtype == kind
    small = 1e-4 if kind is np.float32 else 1e-12
    for basis in (Q.basis, N.basis):
        assert np.linalg.norm(basis.conj().T @ basis - np.eye(basis.shape[1])) < small
    assert np.linalg.norm(A - Q.basis @ (Q.basis.conj().T @ A)) < small * np.linalg.norm(A)
    assert np.linalg.norm(A @ N.basis) < small * np.linalg.norm(A)
    assert Q.angle < 1e-10 and N.angle < 1e-10


@given(st.integers(0, 10**6), st.floats(-10, 0))
@settings(max_examples=60, deadline=None)
def test_the_angle_bounds_how_far_rounding_turns_the_column_space(seed, digits):
    rng = np.random.default_rng(seed)
    A = rng.integers(-99, 100, (6, 2)) @ np.array([[1.0, 1.0], [0.0, 2.0 ** round(3.3 * digits)]])  # exact
    if np.linalg.matrix_rank(A) < 2:
        return
    found, exact = orth(A), np.linalg.qr(A * [1, 1] @ np.array([[1.0, -1.0], [0.0, 1.0]]))[0]  # the columns, exactly
    sine = np.linalg.norm(found.basis - exact @ (exact.T @ found.basis), 2)
    assert sine <= np.sin(min(found.angle, np.pi / 2)) + 1e-14


@given(st.integers(0, 10**6), st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_projection_in_rational_arithmetic(exactly, seed, n):
    rng = np.random.default_rng(seed)
    A, b = rng.integers(-9, 10, (n + 3, n)), rng.integers(-99, 100, n + 3)
    x = exactly((A.T @ A).tolist(), (A.T @ b).tolist())
    if x is None:
        return
    exact = [sum(Fraction(a) * v for a, v in zip(row, x, strict=True)) for row in A.tolist()]
    answer = projection(A, b)
    apart = sum((Fraction(v) - w) ** 2 for v, w in zip(answer.point.tolist(), exact, strict=True))
    assert float(apart) ** 0.5 <= answer.error <= 1e-9 * np.linalg.norm(b) + 1e-300
    assert np.abs(A.T @ answer.rest).max() <= 1e-11 * (1 + np.linalg.norm(b))
    np.testing.assert_allclose(answer.point + answer.rest, b, atol=1e-12 * (1 + np.linalg.norm(b)))


def test_projection_keeps_the_shape_and_the_kind():
    A = np.eye(4, 2, dtype=np.float32)
    assert projection(A, np.ones(4, np.float32)).point.dtype == np.float32
    assert projection(A, np.ones((4, 3))).point.shape == (4, 3) == projection(A, np.ones((4, 3))).rest.shape
    assert projection(A, np.ones((4, 3))).error.shape == (3,)
    assert (projection(np.zeros((4, 2)), np.ones(4)).point == 0).all()
    assert projection(A, 1j * np.ones(4)).point.dtype == complex


@pytest.mark.parametrize(("r", "m", "n"), [(2, 5, 4), (3, 3, 7), (4, 4, 4), (1, 9, 2)])
@pytest.mark.parametrize("kind", [float, complex, np.float32])
def test_the_four_equations_of_penrose(r, m, n, kind):
    A = of_rank(r, m, n, seed=2, kind=kind)
    answer = pinv(A)
    X, small = answer.matrix, 1e-4 if kind is np.float32 else 1e-11
    assert X.dtype == kind and X.shape == (n, m)
    for left, right in [(A @ X @ A, A), (X @ A @ X, X), ((A @ X).conj().T, A @ X), ((X @ A).conj().T, X @ A)]:
        assert np.linalg.norm(left - right) <= small * (1 + np.linalg.norm(right))


def test_the_error_of_the_pseudoinverse_is_bounded(exactly):
    for seed in range(60):
        rng = np.random.default_rng(seed)
        n = int(rng.integers(1, 5))
        A = rng.normal(size=(n + 2, n)) * 10.0 ** rng.uniform(-5, 0, n)
        fractions = [[Fraction(v) for v in row] for row in A.tolist()]
        G = [[sum(r[i] * r[j] for r in fractions) for j in range(n)] for i in range(n)]
        exact = [exactly(G, row) for row in fractions]  # the columns of (AᵀA)⁻¹Aᵀ
        apart = [
            [float(Fraction(v) - w) for v, w in zip(ours, row, strict=True)]
            for ours, row in zip(pinv(A).matrix.T.tolist(), exact, strict=True)
        ]
        assert np.linalg.norm(apart, 2) <= pinv(A).error
    assert pinv(1e-200 * np.eye(2)).matrix[0, 0] == pytest.approx(1e200)


def test_a_pseudoinverse_beyond_the_range_is_refused():
    with pytest.raises(MatrixError, match=r"2×2.*1\.0e-320.*overflow float64"):
        pinv(np.eye(2) * 1e-320)


@pytest.mark.parametrize("function", [rank, orth, null_space, pinv])
def test_what_cannot_be_used_is_refused(function):
    with pytest.raises(MatrixError, match="tol is -1"):
        function(np.eye(2), tol=-1)
    with pytest.raises(MatrixError, match="vector"):
        function([1.0, 2.0])
    with pytest.raises(MatrixError, match="nan"):
        function([[np.nan]])


def test_a_gap_beyond_the_range_of_numbers_is_infinite():
    """Once a warning of NumPy's."""
    assert rank([[1e200, 0.0], [0.0, 1e-200]]).gap == np.inf
