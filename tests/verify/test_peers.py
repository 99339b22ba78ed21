"""Our answers beside those of others: PCA beside scikit-learn, the error bounds of svd beside known spectra."""

import numpy as np
from sklearn.decomposition import PCA as Peer

from hiddenmath import PCA, svd

TABLES, SPECTRA = 300, 2000


def test_pca_agrees_with_scikit_learn(proved):
    rng = np.random.default_rng(0)
    for _ in range(TABLES):
        m, n = rng.integers(3, 60), rng.integers(2, 30)
        X = rng.normal(size=(m, n)) * 10.0 ** rng.uniform(-3, 3, n) + 10.0 ** rng.uniform(-3, 3, n)
        k = int(rng.integers(1, min(m - 1, n) + 1))
        ours, peer = PCA(n_components=k).fit(X), Peer(n_components=k, svd_solver="full").fit(X)
        np.testing.assert_allclose(ours.explained_variance_, peer.explained_variance_, rtol=1e-8, atol=1e-12)
        np.testing.assert_allclose(
            ours.inverse_transform(ours.transform(X)), peer.inverse_transform(peer.transform(X)), rtol=1e-6, atol=1e-6
        )
    proved("random tables on which PCA agrees with scikit-learn's full solver (variances to 1e-8)", f"{TABLES}")


def orthonormal(rng, n):
    return np.linalg.qr(rng.normal(size=(n, n)))[0]


def spectrum(rng, n):
    """Clustered, repeated, graded over twelve orders, rank deficient or plain; and scaled."""
    kinds = [
        rng.uniform(0.5, 1, n),
        np.repeat(rng.uniform(0.5, 1), n),
        1 + 1e-9 * rng.uniform(size=n),
        10.0 ** -np.linspace(0, 12, n),
        np.where(np.arange(n) < n // 2, 1.0, 0.0),
    ]
    return np.sort(kinds[rng.integers(len(kinds))])[::-1] * 10.0 ** rng.integers(-100, 100)


def test_the_bounds_of_svd_hold(proved):
    rng = np.random.default_rng(1)
    for _ in range(SPECTRA):
        n = int(rng.integers(1, 25))
        m = n + int(rng.integers(0, 400))
        s = spectrum(rng, n)
        A = (np.linalg.qr(rng.normal(size=(m, n)))[0] * s) @ orthonormal(rng, n)
        # Making A rounded it: its singular values are those of s up to a small multiple of eps·s[0].
        made = 20 * np.sqrt(n) * np.finfo(float).eps * s[0]
        answer = svd(A, k=int(rng.integers(1, n + 1)), tol=1e-6)
        off = np.abs(answer.s - s[: len(answer.s)])
        assert np.all(off <= answer.error + made)
        assert answer.error.max() <= 1e-6 * answer.s[0]
    proved("matrices of known spectrum whose singular values lie within svd's own bounds", f"{SPECTRA}")
