"""`svd` against spectra that are known exactly.

A = Hₘ diag(σ) Hₙᵀ with Hadamard matrices (entries ±2⁻ᵖ) and dyadic σ holds no rounding: its singular values are σ to
the last bit. So a bound that fails here has really failed.
"""

from functools import cache, reduce

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from hiddenmath.linalg import AccuracyWarning, MatrixError, eigh, svd
from hiddenmath.linalg._bounds import certify


@cache
def hadamard(n):
    """The first 16 columns of the n×n Hadamard matrix, n = 4^p ≥ 16: orthonormal, with entries ±2^-p."""
    H = reduce(np.kron, [np.array([[1.0, 1], [1, -1]])] * 4)
    return np.tile(H, (n // 16, 1)) / np.sqrt(n)


def with_spectrum(sigma, m, n):
    return hadamard(m)[:, : len(sigma)] * sigma @ hadamard(n)[:, : len(sigma)].T


SPECTRA = {
    "all different": np.arange(16.0, 0, -1),
    "all equal": np.full(16, 3.0),
    "in pairs": np.repeat(np.arange(8.0, 0, -1), 2),
    "clustered": 4 + np.arange(16.0, 0, -1) * 2.0**-30,
    "rank 5": np.r_[np.arange(5.0, 0, -1), np.zeros(11)],
    "rank 1": np.r_[2.0, np.zeros(15)],
    "zero": np.zeros(16),
    "graded over 12 orders": 2.0 ** np.linspace(0, -40, 16).round(),
    "one giant": np.r_[2.0**40, np.arange(15.0, 0, -1)],
}
SHAPES = [(16, 16), (64, 16), (16, 64), (1024, 16), (16, 1024)]


def span_angle(V, W):
    """The largest angle between the spans of the orthonormal columns V and W."""
    return np.arcsin(min(1.0, np.linalg.norm(W - V @ (V.T @ W), 2)))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: f"{shape[0]}x{shape[1]}")
@pytest.mark.parametrize("name", SPECTRA)
def test_bounds_hold_for_a_known_spectrum(name, shape):
    sigma, (m, n) = SPECTRA[name], shape
    A = with_spectrum(sigma, m, n)
    for k in (1, 2, 5, 15, 16):
        answer = svd(A, k)
        assert (np.abs(answer.s - sigma[:k]) <= answer.error).all()
        assert answer.error.max() <= 1e-6 * answer.s[0] + 1e-323
        assert answer.complete == "proved"
        exact_tail = np.linalg.norm((A - (answer.U * answer.s) @ answer.Vt).astype(np.longdouble))
        assert exact_tail <= answer.tail
        assert np.linalg.norm(answer.U.T @ answer.U - np.eye(k)) < 1e-12
        assert np.linalg.norm(answer.Vt @ answer.Vt.T - np.eye(k)) < 1e-12
        if k == 16 or sigma[k - 1] > sigma[k]:
            if np.isfinite(answer.vectors):
                assert span_angle(answer.U, hadamard(m)[:, :k]) <= answer.vectors + 1e-13
                assert span_angle(answer.Vt.T, hadamard(n)[:, :k]) <= answer.vectors + 1e-13
        else:
            assert answer.vectors == np.inf, "without a gap no subspace is singled out"


@given(
    parts=st.lists(st.integers(0, 2**40), min_size=1, max_size=16),
    shape=st.sampled_from([(16, 16), (64, 16), (16, 64), (1024, 16)]),
    exponent=st.integers(-540, 440),
    data=st.data(),
)
@settings(max_examples=60, deadline=None)
def test_bounds_hold_for_any_spectrum_at_any_scale(parts, shape, exponent, data):
    sigma = np.sort(np.array(parts, dtype=float))[::-1]
    k = data.draw(st.integers(1, 16))
    answer = svd(with_spectrum(sigma, *shape) * 2.0**exponent, k)
    s, error = np.ldexp(answer.s, -exponent), np.ldexp(answer.error, -exponent)
    assert (np.abs(s - np.r_[sigma, np.zeros(16)][:k]) <= error).all()
    assert answer.error.max() <= 1e-6 * answer.s[0] + 1e-323


@pytest.mark.parametrize("power", [-320, -300, -150, 150, 300])
def test_scale_changes_nothing_but_the_scale(power):
    A = np.random.default_rng(1).normal(size=(30, 10))
    ours, theirs = svd(A * float(f"1e{power}")), np.linalg.svd(A, compute_uv=False)
    np.testing.assert_allclose(ours.s / float(f"1e{power}"), theirs, rtol=1e-12 if power > -310 else 1e-3)


def test_a_value_beyond_float64_is_said():
    with pytest.raises(MatrixError, match="overflows float64"):
        svd(np.full((4, 4), 1e308))


@given(st.integers(0, 10_000), st.integers(1, 6), st.floats(0, 1))
@settings(max_examples=100, deadline=None)
def test_the_certificate_holds_for_answers_that_are_wrong(seed, k, noise):
    """Whatever is claimed, k distinct singular values lie within the error that the certificate gives them."""
    rng = np.random.default_rng(seed)
    A = rng.normal(size=(9, 6)) * rng.choice([1, 1e-3], size=6)
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    chosen = np.sort(rng.choice(6, size=k, replace=False))
    U, s, Vt = U[:, chosen], s[chosen], Vt[chosen]
    U = np.linalg.qr(U + noise * rng.normal(size=U.shape))[0]
    Vt = Vt + noise * 0.05 * rng.normal(size=Vt.shape)
    s = np.sort(np.abs(s + noise * rng.normal(size=k)))[::-1]
    error = certify(A, U, s, Vt).error
    too_far = np.abs(s[:, None] - np.linalg.svd(A, compute_uv=False)) > error[:, None]
    row, column = linear_sum_assignment(too_far)
    assert not too_far[row, column].any()


def test_the_certificate_does_not_count_one_vector_twice():
    A = np.diag([2.0, 1.0])
    first = np.array([[1.0, 1.0], [0.0, 0.0]])
    assert (certify(A, first, np.array([2.0, 2.0]), first.T).error == np.inf).all()


METHODS = [
    # shape, singular values, method
    ((16, 16), np.arange(16.0, 0, -1), "dense"),  # square: LAPACK
    ((64, 16), np.arange(16.0, 0, -1), "dense"),  # small: LAPACK
    ((1024, 16), np.arange(16.0, 0, -1), "gram"),
    ((16, 1024), np.arange(16.0, 0, -1), "gram"),
    ((1024, 16), SPECTRA["graded over 12 orders"], "dense"),  # squaring would lose the small ones
    ((1024, 16), SPECTRA["rank 5"], "dense"),
]


@pytest.mark.parametrize(("shape", "sigma", "method"), METHODS)
def test_the_gram_matrix_is_used_only_where_it_is_safe(shape, sigma, method):
    assert svd(with_spectrum(sigma, *shape)).method == method


def test_small_values_that_nobody_asked_for_do_not_stop_the_gram_matrix():
    A = with_spectrum(SPECTRA["rank 5"], 1024, 16)
    assert svd(A, 5).method == "gram"
    assert svd(A, 6).method == "dense"
    assert svd(A, 5, tol=1e-15).method == "dense"


@pytest.mark.parametrize(
    ("dtype", "of_answer"),
    [
        (bool, np.float64), (np.int8, np.float64), (np.uint16, np.float64), (np.int64, np.float64),
        (np.float16, np.float32), (np.float32, np.float32), (np.float64, np.float64),
        (np.complex64, np.complex64), (np.complex128, np.complex128),
        (np.dtype(">f4"), np.float32), (np.dtype(">c8"), np.complex64), (np.dtype(">f8"), np.float64),
    ],
)  # fmt: skip
@pytest.mark.parametrize("shape", [(7, 5), (5000, 5)])
def test_every_kind_of_number_comes_back_in_its_own_precision(dtype, of_answer, shape):
    A = (np.random.default_rng(2).normal(size=shape) * 2).astype(dtype)
    if A.dtype.kind == "c":
        A = (A * (1 + 2j)).astype(dtype)
    answer = svd(A)
    exact = np.linalg.svd(A.astype(np.complex128 if A.dtype.kind == "c" else np.float64), compute_uv=False)
    assert answer.U.dtype == answer.Vt.dtype == of_answer
    assert answer.s.dtype == np.empty(0, of_answer).real.dtype
    assert (np.abs(answer.s - exact) <= answer.error + 1e-13 * exact[0]).all()
    wide = answer.U.astype(complex) * answer.s @ answer.Vt.astype(complex)
    assert np.linalg.norm(A - wide) <= answer.tail + 1e-13 * exact[0]


def test_float32_is_right_to_its_last_digit():
    A = np.random.default_rng(3).normal(size=(3000, 40)).astype(np.float32)
    exact = np.linalg.svd(A.astype(np.float64), compute_uv=False)
    assert (svd(A).s == exact.astype(np.float32)).all()


def test_memory_layout_does_not_matter_and_nothing_is_changed():
    A = np.random.default_rng(4).normal(size=(12, 8))
    expected = svd(A)
    big = np.zeros((24, 16))
    big[::2, ::2] = A
    frozen = A.copy()
    frozen.flags.writeable = False
    for same in (np.asfortranarray(A), A[::-1, ::-1][::-1, ::-1], big[::2, ::2], frozen, A.tolist()):
        before = np.array(same)
        assert (svd(same).s == expected.s).all()
        assert (np.array(same) == before).all()


REFUSED = [
    # what, A, arguments, words that must be in the message
    ("NaN", [[1.0, np.nan], [2.0, 3.0]], {}, ["(2×2)", "A[0, 1] = nan", "isfinite"]),
    ("infinity", [[1.0, 2.0], [-np.inf, np.inf]], {}, ["2 entries", "A[1, 0] = -inf", "overflow"]),
    ("a vector", [1.0, 2.0, 3.0], {}, ["(3,)", "reshape(-1, 1)", "3×1"]),
    ("a number", 5.0, {}, ["single value", "2-d array"]),
    ("three dimensions", np.zeros((2, 3, 4)), {}, ["(2×3×4)", "3 dimensions", "reshape"]),
    ("no rows", np.zeros((0, 3)), {}, ["(0×3)", "empty", "filtered"]),
    ("ragged rows", [[1.0, 2.0], [3.0]], {}, ["differ in length"]),
    ("objects", np.array([[1, None]], dtype=object), {}, ["(1×2)", "object", "astype(float)"]),
    ("text", [["a", "b"]], {}, ["<U1", "Text"]),
    ("a mask", np.ma.masked_equal([[1.0, 2.0]], 2.0), {}, ["mask", "filled"]),
    ("k = 0", np.eye(3), {"k": 0}, ["k is 0", "(3×3)", "1 to 3"]),
    ("k too large", np.ones((5, 2)), {"k": 3}, ["k is 3", "(5×2)", "1 to 2"]),
    ("k no whole number", np.eye(3), {"k": 1.5}, ["k is 1.5", "whole number"]),
    ("k = True", np.eye(3), {"k": True}, ["k is True"]),
    ("tol = 0", np.eye(3), {"tol": 0}, ["tol is 0", "1e-6"]),
    ("tol no number", np.eye(3), {"tol": None}, ["tol is None", "1e-6"]),
]


@pytest.mark.parametrize(("A", "arguments", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_is_no_matrix_is_refused_with_shape_cause_and_remedy(A, arguments, words):
    with pytest.raises(MatrixError) as caught:
        svd(A, **arguments)
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_a_large_sparse_matrix_or_operator_needs_products_only():
    from scipy.sparse import diags_array
    from scipy.sparse.linalg import aslinearoperator

    sigma = 2.0 / np.arange(1, 901)
    A = diags_array(sigma, shape=(1500, 900), format="csr")
    for scaled, tail in ((A, np.linalg.norm(sigma[4:])), (A * 1e-150, np.linalg.norm(sigma[4:]) * 1e-150)):
        scale = scaled[0, 0] / 2
        answer = svd(scaled, 4)
        assert (np.abs(answer.s - sigma[:4] * scale) <= answer.error).all() and answer.method == "krylov"
        assert tail <= answer.tail < 1.001 * tail
        assert answer.complete in ("proved", "probable") and answer.vectors < 1e-3
    answer = svd(aslinearoperator(A), 4)
    assert (np.abs(answer.s - sigma[:4]) <= answer.error).all()
    assert answer.tail == np.inf, "the norm of an operator is not known"


def test_many_equal_values_are_left_to_a_method_that_can_count_them():
    A = np.linalg.qr(np.random.default_rng(7).standard_normal((500, 500)))[0]
    answer = svd(A, 3)
    assert answer.method != "krylov" and answer.complete == "proved"
    assert (np.abs(answer.s - 1) <= answer.error + 1e-14).all()


def test_what_cannot_be_told_apart_is_said_where_no_other_method_is_left(monkeypatch):
    from scipy.sparse import eye_array

    monkeypatch.setattr("hiddenmath.linalg._cost.MEMORY", 500_000)  # so that a dense 900×900 matrix is too large
    with pytest.warns(AccuracyWarning, match=r"900×900.*unknown.*larger k"):
        answer = svd(eye_array(900, format="csr"), 1)
    assert answer.complete == "unknown" and answer.complete.missed == 1
    assert abs(answer.s[0] - 1) <= answer.error[0]


def test_a_sparse_matrix_with_nan_is_refused():
    from scipy.sparse import csr_array

    with pytest.raises(MatrixError, match=r"2×2.*1 entries.*A\[1, 0\] = nan"):
        svd(csr_array([[0.0, 1.0], [np.nan, 0.0]]))


def test_an_operator_without_its_adjoint_is_refused_with_the_remedy():
    from scipy.sparse.linalg import LinearOperator

    with pytest.raises(MatrixError, match="rmatvec"):
        svd(LinearOperator((900, 900), matvec=lambda x: x, dtype=float), 2)


PRODUCTS = [
    ("NaN after some steps", lambda calls, x: x * (np.nan if calls > 20 else 1), "not finite.*rmatvec"),
    ("complex, not as its dtype says", lambda calls, x: x * 1j, "dtype float64.*complex.*dtype=complex"),
]


@pytest.mark.parametrize(("product", "words"), [case[1:] for case in PRODUCTS], ids=[case[0] for case in PRODUCTS])
def test_an_operator_whose_products_cannot_be_used_is_refused(product, words):
    from scipy.sparse.linalg import LinearOperator

    calls, d = 0, 1 / np.arange(1.0, 901)

    def matvec(x):
        nonlocal calls
        calls += 1
        return product(calls, d * x.ravel())

    A = LinearOperator((900, 900), matvec=matvec, rmatvec=lambda x: d * x.ravel(), dtype=float)
    with pytest.raises(MatrixError, match=words):
        svd(A, 2)


@pytest.mark.parametrize("decompose", [svd, eigh])
def test_an_operator_that_is_zero(decompose):
    """Once a division by zero: nothing larger was there to compare with."""
    from scipy.sparse.linalg import LinearOperator

    A = LinearOperator((3000, 3000), matvec=np.zeros_like, rmatvec=np.zeros_like, dtype=float)
    answer = decompose(A, 2)
    assert not answer[1 if decompose is svd else 0].any() and not answer.error.any()
    assert answer.complete == "probable" and answer.complete.missed < 1e-6


def test_the_same_input_gives_the_same_bits():
    A = np.random.default_rng(5).normal(size=(3000, 20))
    first, second = svd(A, 4), svd(A, 4)
    assert first.U.tobytes() == second.U.tobytes() and first.s.tobytes() == second.s.tobytes()
