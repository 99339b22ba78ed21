"""`qr`, `cholesky`, `lu`: what the factors are, and that the promised bounds hold in rational arithmetic."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiddenmath.linalg import MatrixError, NotPositiveDefiniteError, cholesky, lu, qr

pytestmark = pytest.mark.usefixtures("one_thread")
SHAPES = [(1, 1), (5, 5), (9, 4), (4, 9), (40, 30)]
KINDS = [float, complex, np.float32, np.complex64]


def made(shape, kind=float, seed=0):
    rng = np.random.default_rng(seed)
    A = rng.normal(size=shape) + (1j * rng.normal(size=shape) if np.dtype(kind).kind == "c" else 0)
    return A.astype(kind)


def left_over(A, *factors):
    """‖A − product‖_F², a fraction (real only)."""
    product = [[Fraction(v) for v in row] for row in factors[0].tolist()]
    for factor in factors[1:]:
        columns = list(zip(*[[Fraction(v) for v in row] for row in factor.tolist()], strict=True))
        product = [[sum(a * b for a, b in zip(row, c, strict=True)) for c in columns] for row in product]
    squares = (
        (Fraction(v) - w) ** 2
        for row, other in zip(A.tolist(), product, strict=True)
        for v, w in zip(row, other, strict=True)
    )
    return sum(squares)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("pivot", [False, True])
@pytest.mark.parametrize("shape", SHAPES)
def test_qr(shape, pivot, kind):
    A = made(shape, kind)
    answer = qr(A, pivot)
    k = min(shape)
    assert answer.Q.shape == (shape[0], k) and answer.R.shape == (k, shape[1])
    assert answer.Q.dtype == answer.R.dtype == kind
    assert (np.tril(answer.R, -1) == 0).all()
    d = answer.R.diagonal()
    assert (d.real >= 0).all() and np.abs(d.imag).max() < 1e-6
    assert np.linalg.norm(answer.Q.conj().T.astype(complex) @ answer.Q - np.eye(k)) <= answer.defect < 1e-4
    assert np.linalg.norm(A[:, answer.order] - answer.Q.astype(complex) @ answer.R) <= answer.error < 1e-3
    assert (np.diff(d.real) <= 1e-6).all() if pivot else (answer.order == np.arange(shape[1])).all()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", SHAPES)
def test_lu(shape, kind):
    A = made(shape, kind)
    answer = lu(A)
    k = min(shape)
    assert answer.L.shape == (shape[0], k) and answer.U.shape == (k, shape[1])
    assert answer.L.dtype == answer.U.dtype == kind
    assert (np.triu(answer.L[:k], 1) == 0).all() and (answer.L.diagonal() == 1).all()
    assert (np.tril(answer.U, -1) == 0).all() and np.abs(answer.L).max() <= (1 if A.dtype.kind == "f" else 1.5)
    product = answer.L.astype(complex) @ answer.U
    assert np.linalg.norm(A[answer.order] - product) <= answer.error < 1e-3
    np.testing.assert_allclose(answer.P @ product, A, atol=1e-4)
    assert answer.growth == pytest.approx(np.abs(answer.U).max() / np.abs(A).max())


def test_lu_of_a_singular_matrix_has_a_zero_on_the_diagonal():
    answer = lu([[1.0, 2.0], [2.0, 4.0]])
    assert (answer.U == [[2.0, 4.0], [0.0, 0.0]]).all() and answer.error < 1e-13
    assert (lu(np.zeros((2, 2))).U == 0).all()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("n", [1, 2, 5, 40])
def test_cholesky(n, kind):
    B = made((n, n), kind).astype(complex if np.dtype(kind).kind == "c" else float)
    A = (B @ B.conj().T + np.eye(n)).astype(kind)
    L, error = cholesky(A)
    assert L.dtype == kind and (np.triu(L, 1) == 0).all() and (L.diagonal().real > 0).all()
    assert np.linalg.norm(A - L.astype(complex) @ L.conj().T) <= error < 1e-3


@given(st.integers(0, 10**6), st.integers(1, 5), st.integers(-1060, 900))
@settings(max_examples=60, deadline=None)
def test_bounds_hold_in_rational_arithmetic_at_any_scale(seed, n, exponent):
    A = np.ldexp(made((n, n), seed=seed), exponent)
    order, L, U, error, _ = lu(A)
    assert left_over(A[order], L, U) <= Fraction(error) ** 2
    Q, R, order, error, _ = qr(A)
    assert left_over(A[:, order], Q, R) <= Fraction(error) ** 2
    B = made((n, n), seed=seed)
    S = np.ldexp(B @ B.T + np.eye(n), exponent)
    S = (S + S.T) / 2
    L, error = cholesky(S)
    assert left_over(S, L, L.T) <= Fraction(error) ** 2


def test_dependent_columns_show_in_the_diagonal_of_r():
    A = np.outer([1.0, 2.0, 3.0], [1.0, 4.0]) + 0.0
    assert np.abs(qr(A, pivot=True).R[1, 1]) < 1e-14


REFUSED = [
    (cholesky, [[1.0, 2], [2, 1]], ["(2×2)", "2×2 block", "pivot 1", "solve(A, b)"]),
    (cholesky, -np.eye(3), ["(3×3)", "1×1 block", "pivot 0"]),
    (cholesky, [[2.0, 1], [0, 2]], ["not symmetric", "A[0, 1] = 1", "A[1, 0] = 0", "mirror"]),
    (cholesky, np.ones((3, 2)), ["3×2", "square"]),
    (cholesky, [[2.0, 1j], [1j, 2]], ["not symmetric"]),
    (qr, [1.0, 2.0], ["(2,)", "vector"]),
    (lu, [[np.inf, 1], [2, 3]], ["A[0, 0] = inf"]),
    (qr, np.full((4, 4), 1.7e308), ["overflows"]),
]


@pytest.mark.parametrize(("function", "A", "words"), REFUSED)
def test_what_cannot_be_factored_is_refused_with_cause_and_remedy(function, A, words):
    with pytest.raises(MatrixError) as caught:
        function(A)
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_an_asymmetry_of_rounding_is_averaged_away():
    A = np.array([[2.0, 1.0], [1.0 + 2**-52, 2.0]])
    assert left_over(A, cholesky(A).L, cholesky(A).L.T) <= Fraction(cholesky(A).error) ** 2 < 1e-28
    assert issubclass(NotPositiveDefiniteError, np.linalg.LinAlgError)


@pytest.mark.parametrize("function", [qr, lu, lambda A: cholesky(A @ A.T)])
def test_nothing_is_changed(function):
    A = np.asfortranarray(made((6, 6)))
    A.flags.writeable = False
    function(A)
    for ours, again in zip(function(A), function(A[::-1][::-1]), strict=True):
        assert np.array_equal(ours, again)
