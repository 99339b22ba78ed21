"""Block Krylov against spectra that are known exactly: A = H diag(σ) Kᵀ with Hadamard matrices holds no rounding."""

from functools import cache, reduce

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from hiddenmath.linalg import _bidiagonal, _single
from hiddenmath.linalg._bidiagonal import Bidiagonal
from hiddenmath.linalg._inertia import next_largest
from hiddenmath.linalg._krylov import search
from hiddenmath.linalg._lanczos import Lanczos
from hiddenmath.linalg._missed import beyond
from hiddenmath.linalg._operator import operator
from hiddenmath.linalg._orthonormal import extend, gaussian
from hiddenmath.linalg._single import single
from hiddenmath.linalg._some_pairs import some_pairs


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    """Small products only: on a busy machine threads wait for each other a hundred times longer than they work."""
    with threadpool_limits(1):
        yield


n = 256
i = np.arange(1.0, n + 1)


def dyadic(values):
    """Rounded to 20 binary digits, so that products with ±1/16 and their sums are exact."""
    mantissa, exponent = np.frexp(values)
    return np.ldexp(np.round(mantissa * 2**20), exponent - 20)


@cache
def hadamard():
    return reduce(np.kron, [np.array([[1.0, 1], [1, -1]])] * 8) / 16


SPECTRA = {
    "slowly decaying": dyadic(i**-0.5),
    "neighbours 1/300 apart": dyadic(1 - i / 300),
    "all equal": np.ones(n),
    "in pairs": np.repeat(2.0 ** -np.arange(n // 2), 2),
    "rank 5": np.r_[np.arange(5.0, 0, -1), np.zeros(n - 5)],
    "graded over 12 orders": dyadic(10 ** -np.linspace(0, 12, n)),
    "a cluster": np.r_[4 + np.arange(16.0, 0, -1) * 2.0**-30, np.ones(n - 16)],
    "one value 40 times": np.r_[np.full(40, 2.0), dyadic(i[40:] ** -0.5)],
    "one giant": np.r_[2.0**20, dyadic(i[1:] ** -0.5)],
}


def found(space, k, tol=1e-6, look=None):
    return search(space, k, tol, budget=150, look=look)


def found_from(start, A, space, k):
    """What `space(A, rng, first)` finds from random columns, or from some that were found in single precision."""
    A, rng = operator(A)[0], np.random.default_rng(0)
    if start == "random":
        return found(space(A, rng, None), k)
    first = single(A, k, 1e-6, lambda narrow: space(narrow, rng, None), rng)
    assert first is not None
    return found(space(A, rng, first), k, look=0)


@pytest.fixture
def no_matrix_too_small(monkeypatch):
    monkeypatch.setattr(_single, "NARROWED", 0)


def must_be_complete(answer, error_of_each):
    """A promise that all are there is kept; without one, there is at least none that is false."""
    if answer.complete == "unknown":
        return
    assert (error_of_each <= answer.triplets.error).all()
    assert answer.triplets.error.max() <= 1e-6 * answer.scale
    assert answer.complete.missed <= 4e-9, "each of the probes may be deceived"


@pytest.mark.usefixtures("no_matrix_too_small")
@pytest.mark.parametrize("start", ["random", "single precision"])
@pytest.mark.parametrize("k", [1, 5, 16, 40])
@pytest.mark.parametrize("name", SPECTRA)
def test_singular_values_lie_within_their_bounds(name, k, start):
    sigma = SPECTRA[name]
    A = hadamard() * sigma @ hadamard()[:, ::-1].T
    answer = found_from(start, A, lambda A, rng, first: Bidiagonal(A, 8, 200, rng, first), k)
    U, s, Vt, error, vectors, tail = answer.triplets
    assert (np.abs(s[:, None] - sigma).min(axis=1) <= error).all(), "each is near some singular value"
    must_be_complete(answer, np.abs(s - sigma[:k]))
    assert np.linalg.norm(A - (U * s) @ Vt) <= tail
    assert np.linalg.norm(U.T @ U - np.eye(k)) < 1e-12
    if np.isfinite(vectors):
        assert np.linalg.norm(hadamard()[:, k:].T @ U, 2) <= np.sin(min(vectors, np.pi / 2)) + 1e-13


@pytest.mark.usefixtures("no_matrix_too_small")
@pytest.mark.parametrize("start", ["random", "single precision"])
@pytest.mark.parametrize("magnitude", [False, True])
@pytest.mark.parametrize("k", [1, 5, 16])
@pytest.mark.parametrize("name", SPECTRA)
def test_eigenvalues_of_both_signs_lie_within_their_bounds(name, k, magnitude, start):
    signed = SPECTRA[name] * np.where(np.arange(n) % 3, 1, -1)
    A = hadamard() * signed @ hadamard().T
    answer = found_from(start, A, lambda A, rng, first: Lanczos(A, 8, 200, rng, magnitude, first), k)
    V, w, _, error, *_ = answer.triplets
    assert (np.abs(w[:, None] - signed).min(axis=1) <= error).all()
    if magnitude:
        must_be_complete(answer, np.abs(np.abs(w) - np.sort(np.abs(signed))[::-1][:k]))
    else:
        must_be_complete(answer, np.abs(w - np.sort(signed)[::-1][:k]))
    assert np.linalg.norm(A @ V - V * w, axis=0).max() <= 2 * error.max()


@pytest.mark.parametrize("k", [1, 5, 6, 16, 40])
@pytest.mark.parametrize("name", SPECTRA)
def test_some_pairs_of_lapack_are_proved_to_be_the_largest(name, k):
    signed = np.sort(SPECTRA[name] * np.where(np.arange(n) % 3, 1, -1))[::-1]
    A = operator(hadamard() * signed @ hadamard().T)[0]
    answer = some_pairs(A, k)
    if name == "all equal" and answer is None:
        return  # LAPACK has returned 16 of 17 equal ones; then all pairs are computed
    V, w, _, error, _, tail = answer.triplets
    assert answer.complete == "proved" and (np.abs(w - signed[:k]) <= error).all()
    assert error.max() <= 1e-10 * np.abs(signed).max() and np.linalg.norm(V.T @ V - np.eye(k)) < 1e-12
    assert np.linalg.norm(A.array - V * w @ V.T) <= tail


def test_complex_matrices():
    rng = np.random.default_rng(1)
    Q = np.linalg.qr(gaussian(rng, n, n, np.dtype(complex)))[0]
    A = Q * i**-0.5 @ np.linalg.qr(gaussian(rng, n, n, np.dtype(complex)))[0].conj().T
    answer = found(Bidiagonal(operator(A)[0], 8, 200, rng), 10)
    assert (np.abs(answer.triplets.s - i[:10] ** -0.5) <= answer.triplets.error).all() and answer.complete == "probable"
    answer = found(Lanczos(operator(Q * i**-0.5 @ Q.conj().T)[0], 8, 200, rng), 10)
    assert (np.abs(answer.triplets.s - i[:10] ** -0.5) <= answer.triplets.error).all() and answer.complete == "proved"


def test_a_value_hidden_from_the_first_block_is_found():
    """The start is made blind to the largest value; the probe for missed ones sees it."""
    sigma = SPECTRA["slowly decaying"]
    space = Bidiagonal(operator(np.diag(sigma))[0], 8, 200, np.random.default_rng(0))
    space.N[0] = 0
    space.N = np.linalg.qr(space.N)[0]
    answer = found(space, 3)
    assert (np.abs(answer.triplets.s - sigma[:3]) <= answer.triplets.error).all()


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("largest", [0.1, 1.0, 30.0])
def test_a_probe_bounds_the_norm(largest, seed):
    values = largest * np.linspace(1, 0, 100)
    start = np.random.default_rng(seed).standard_normal((100, 32))
    bounds = [bound for bound, _ in zip(beyond(lambda Y: values[:, None] * Y, start, 1.0), range(8), strict=False)]
    assert min(bounds) >= largest
    assert largest < 1 or bounds[-1] < 1.5 * largest


@pytest.mark.parametrize("below", [0.9, 1.0 - 2.0**-20])
def test_inertia_proves_only_what_is_true(below):
    """diag(3, 2, 1 …): without its first two vectors 1 is left, which no bound below 1 may deny."""
    A, V = np.diag([3.0, 2.0, 1.0, 1.0, 0.5]), np.eye(5)[:, :2]
    assert next_largest(A, V, np.array([3.0, 2.0]), below) == np.inf
    assert 1 <= next_largest(A, V, np.array([3.0, 2.0]), 1.25) < 1.26
    assert next_largest(A, V[:, :1], np.array([3.0]), 1.5) == np.inf


DEPENDENT = {
    "independent": lambda W: W,
    "graded": lambda W: W * 10.0 ** -np.arange(0, 2 * W.shape[1], 2),
    "equal columns": lambda W: np.repeat(W[:, :1], W.shape[1], axis=1),
    "zero": lambda W: 0 * W,
    "nearly dependent": lambda W: W[:, :1] + 1e-9 * W,
}


@pytest.mark.parametrize("name", DEPENDENT)
@pytest.mark.parametrize("inside", [0.0, 1e6])
def test_a_basis_stays_orthonormal_whatever_is_added(name, inside):
    rng = np.random.default_rng(2)
    Q = np.linalg.qr(rng.standard_normal((80, 20)))[0]
    W = DEPENDENT[name](rng.standard_normal((80, 6)) + inside * Q @ rng.standard_normal((20, 6)))
    H, X, R = extend(W, Q, rng)
    all_of_it = np.hstack([Q, X])
    assert np.linalg.norm(all_of_it.T @ all_of_it - np.eye(26)) < 1e-12
    assert np.linalg.norm(W - Q @ H - X @ R) <= 1e-12 * np.linalg.norm(W)


def test_the_chances_of_all_probes_are_added(monkeypatch):
    """A value 40 times, of which blocks of 8 vectors see 8 at first: what a probe shows is added, again and again."""
    probes = []

    def counted(*arguments):
        probes.append(arguments)
        return beyond(*arguments)

    monkeypatch.setattr(_bidiagonal, "beyond", counted)
    sigma = np.r_[np.full(40, 2.0), np.full(n - 40, 1.5)]
    answer = found(Bidiagonal(operator(hadamard() * sigma @ hadamard().T)[0], 8, 200, np.random.default_rng(0)), 5)
    assert answer.complete == "probable" and (np.abs(answer.triplets.s - 2) <= answer.triplets.error).all()
    assert len(probes) > 1 and answer.complete.missed == len(probes) * 1e-9
