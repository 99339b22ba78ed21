"""`eigh`: what NumPy finds, within the bounds; and what is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array, diags_array, random_array
from scipy.sparse.linalg import aslinearoperator
from threadpoolctl import threadpool_limits

from hiddenmath.linalg import MatrixError, eigh


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    """Small products only: on a busy machine threads wait for each other a hundred times longer than they work."""
    with threadpool_limits(1):
        yield


def expected(A, which):
    w = np.linalg.eigvalsh(A)
    return {"largest": w[::-1], "smallest": w, "magnitude": w[np.argsort(-np.abs(w))]}[which]


@given(
    size=st.integers(1, 12),
    seed=st.integers(0, 10_000),
    exponent=st.integers(-150, 150),
    which=st.sampled_from(["largest", "smallest", "magnitude"]),
    data=st.data(),
)
@settings(max_examples=150, deadline=None)
def test_any_small_matrix(size, seed, exponent, which, data):
    rng = np.random.default_rng(seed)
    A = rng.standard_normal((size, size)) + 1j * rng.standard_normal((size, size)) * (seed % 2)
    A = (A + A.conj().T) * 10.0**exponent
    A = A if seed % 2 else A.real
    k = data.draw(st.integers(1, size))
    answer = eigh(A, k, which)
    w = expected(A, which)[:k]
    size_of = np.abs if which == "magnitude" else np.asarray
    slack = 1e-14 * size * np.abs(expected(A, "magnitude")[0])  # NumPy's own error
    assert (np.abs(size_of(answer.w) - size_of(w)) <= answer.error + slack).all()
    scale = 10.0**exponent
    residual = np.linalg.norm((A / scale) @ answer.V - answer.V * (answer.w / scale), axis=0)
    assert (residual <= answer.error / scale * 2 + 1e-13).all() and answer.complete == "proved"


@pytest.mark.parametrize("which", ["largest", "smallest", "magnitude"])
@pytest.mark.parametrize("given_as", [np.asarray, lambda A: diags_array(np.diag(A)), lambda A: aslinearoperator(A)])
def test_large_matrices_of_every_kind(which, given_as):
    values = np.r_[np.linspace(-3, 3, 600), 5.0, 4.5, -6.0, -4.2]
    A = np.diag(values)
    answer = eigh(given_as(A), 2, which)
    assert (np.abs(answer.w - expected(A, which)[:2]) <= answer.error).all()
    assert answer.complete in ("proved", "probable") and answer.error.max() <= 1e-6 * 6
    assert np.abs(np.abs(answer.V).max(axis=0) - 1).max() < 1e-6
    assert answer.vectors < 1e-3


def test_a_large_dense_matrix_is_proved_complete_by_inertia():
    rng = np.random.default_rng(0)
    A = random_array((900, 900), density=0.05, rng=rng)
    A = (A + A.T).toarray()
    answer = eigh(A, 5)
    assert answer.method == "krylov" and answer.complete == "proved"
    assert (np.abs(answer.w - expected(A, "largest")[:5]) <= answer.error).all()


def test_a_tenth_of_all_pairs_comes_from_lapack_and_is_proved():
    A = np.random.default_rng(1).standard_normal((1000, 1000))
    A = A + A.T
    for which in ("largest", "smallest"):
        answer = eigh(A, 100, which)
        assert answer.method == "dense" and answer.complete == "proved" and answer.error.max() < 1e-8
        assert (np.abs(answer.w - expected(A, which)[:100]) <= answer.error).all()


def test_the_same_seed_gives_the_same_bits():
    A = np.diag(1 / np.arange(1.0, 900))
    assert eigh(A, 3, seed=4).V.tobytes() == eigh(A, 3, seed=4).V.tobytes()


def test_float32_comes_back_and_nothing_is_changed():
    A = np.array([[2, 1], [1, 2]], np.float32)
    before = A.copy()
    answer = eigh(A)
    assert answer.V.dtype == answer.w.dtype == np.float32 and (before == A).all()


def test_zero():
    assert (eigh(np.zeros((5, 5)), 2).w == 0).all()


@pytest.mark.parametrize("given_as", [np.asarray, csr_array])
@pytest.mark.parametrize("n", [5, 600])
def test_the_asymmetry_that_is_tolerated_is_in_the_error(n, given_as):
    """Either triangle of A may be the one that is meant; their eigenvalues are known to differ from A's."""
    lower = diags_array([np.linspace(1, 2, n), np.full(n - 1, 0.1)], offsets=[0, -1]).toarray()
    moved = 3e-14 * np.tril(lower, -1)
    answer = eigh(given_as(lower + np.tril(lower, -1).T + moved), 2)
    for meant in (lower, lower + moved):
        exact = np.linalg.eigvalsh(meant)[::-1][:2]
        assert (np.abs(answer.w - exact) <= answer.error + 1e-15 * n).all()
    assert answer.error.min() >= np.linalg.norm(moved) / np.sqrt(2)


REFUSED = [
    ("not symmetric", [[1.0, 2.0], [5.0, 1.0]], {}, ["(2×2)", "A[0, 1] = 2.0", "A[1, 0] = 5.0", "(A + A.T)/2"]),
    ("not Hermitian", [[1.0, 2j], [2j, 1.0]], {}, ["not symmetric"]),
    ("not square", np.ones((2, 3)), {}, ["(2×3)", "svd"]),
    ("NaN", [[np.nan]], {}, ["A[0, 0] = nan"]),
    ("k too large", np.eye(3), {"k": 4}, ["k is 4", "3 eigenvalues"]),
    ("which", np.eye(3), {"which": "LM"}, ["'LM'", '"magnitude"']),
    ("not symmetric, an operator", aslinearoperator(np.triu(np.ones((3, 3)))), {}, ["(3×3)", "not symmetric"]),
    ("not symmetric, sparse", diags_array([1.0, 2.0], offsets=1, shape=(3, 3)), {}, ["(3×3)", "not symmetric"]),
]


@pytest.mark.parametrize(("A", "arguments", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_has_no_such_eigenvalues_is_refused_with_cause_and_remedy(A, arguments, words):
    with pytest.raises(MatrixError) as caught:
        eigh(A, **arguments)
    assert all(word in str(caught.value) for word in words), str(caught.value)
