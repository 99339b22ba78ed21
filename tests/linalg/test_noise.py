"""Taking noise out of singular values: the constants of the papers, and the errors they promise on real noise."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import brentq

from hiddenmath.linalg import MatrixError, denoise
from hiddenmath.linalg._noise import _hard, _median


@pytest.mark.parametrize("beta", [1.0, 0.7, 0.25, 0.01])
def test_the_median_of_marchenko_and_pastur(beta):
    low, high = (1 - beta**0.5) ** 2, (1 + beta**0.5) ** 2

    def share(x):
        return quad(lambda t: np.sqrt((high - t) * (t - low)) / (2 * np.pi * beta * t), low, x, limit=200)[0]

    assert _median(beta) == pytest.approx(brentq(lambda x: share(x) - 0.5, low + 1e-9, high), rel=3e-7)


@pytest.mark.parametrize("beta", np.linspace(0.05, 1, 12))
def test_the_thresholds_of_the_paper(beta):
    """For unknown noise: the paper's approximation, good to 0.02, and its exact value for square matrices."""
    omega = 0.56 * beta**3 - 0.95 * beta**2 + 1.82 * beta + 1.43
    assert _hard(beta) / _median(beta) ** 0.5 == pytest.approx(omega, abs=0.02)
    assert _hard(1) == pytest.approx(4 / 3**0.5)
    assert _hard(1) / _median(1) ** 0.5 == pytest.approx(2.858, abs=5e-4)


def noisy(m, n, rank, sigma, seed):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(m, rank)) @ rng.normal(size=(rank, n)) / rank**0.5
    return X, X + sigma * rng.normal(size=(m, n))


@pytest.mark.parametrize(("m", "n"), [(200, 200), (120, 300), (300, 120)])
@pytest.mark.parametrize("seed", range(3))
def test_noise_is_measured_and_taken_away(m, n, seed):
    X, seen = noisy(m, n, 6, 0.7, seed)
    U, s, Vt = np.linalg.svd(seen, full_matrices=False)
    shrunk, cut = denoise(s, (m, n)), denoise(s, (m, n), how="cut")
    assert (shrunk.rank, cut.rank) == (6, 6)
    assert shrunk.sigma == pytest.approx(0.7, rel=0.04)
    error = {how.s.sum(): np.linalg.norm(X - (U * how.s) @ Vt) for how in (shrunk, cut)}
    assert error[shrunk.s.sum()] < error[cut.s.sum()] < 0.5 * np.linalg.norm(X - seen)


def test_no_other_threshold_is_better_on_the_whole():
    """Values about the threshold, many times: the optimal one has the least mean square error."""
    m, sigma, worst = 60, 1.0, []
    for factor in (0.8, 1.0, 1.25):
        squares = 0.0
        for seed in range(40):
            rng = np.random.default_rng(seed)
            u, v = (x / np.linalg.norm(x) for x in rng.normal(size=(2, m)))
            X = 2.0 * m**0.5 * np.outer(u, v)
            U, s, Vt = np.linalg.svd(X + sigma * rng.normal(size=(m, m)))
            bound = factor * denoise(s, (m, m), sigma, how="cut").threshold
            squares += np.linalg.norm(X - (U * np.where(s > bound, s, 0)) @ Vt) ** 2
        worst.append(squares)
    assert worst[1] == min(worst)


def test_without_noise_nothing_is_taken():
    assert denoise([3.0, 1.0], (2, 5), sigma=0.0).s.tolist() == [3.0, 1.0]
    assert denoise([0.0, 0.0], (2, 2)).s.tolist() == [0.0, 0.0]


@pytest.mark.parametrize("scale", [1e-200, 1.0, 1e200])
def test_units_do_not_matter(scale):
    s = np.array([50.0, 9.0, 1.2, 1.0, 0.9])
    one, other = denoise(s, (5, 9)), denoise(scale * s, (5, 9))
    np.testing.assert_allclose(other.s, scale * one.s, rtol=1e-12)


@pytest.mark.parametrize(
    ("s", "shape", "sigma", "said"),
    [
        ([1.0, 0.5], (3, 3), None, r"has 3 singular values"),
        ([0.5, 1.0], (2, 2), None, "descending"),
        ([1.0, -1.0], (2, 2), None, "at least 0"),
        ([np.nan, 0.0], (2, 2), None, "finite"),
        ([1.0, 0.5], (2, 2), -1.0, "sigma is -1"),
        ([], (0, 2), None, "shape"),
    ],
)
def test_what_are_no_singular_values(s, shape, sigma, said):
    with pytest.raises(MatrixError, match=said):
        denoise(s, shape, sigma)
