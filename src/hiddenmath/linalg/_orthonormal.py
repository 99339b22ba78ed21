"""An orthonormal basis that grows block by block, at the speed of matrix products."""

import numpy as np
from numpy.random import Generator

from hiddenmath.linalg._arrays import Matrix


def gaussian(rng: Generator, rows: int, columns: int, dtype: np.dtype[np.generic]) -> Matrix:
    """Independent standard normal entries; complex ones have variance 1, half of it in each part."""
    real: Matrix = rng.standard_normal((rows, columns))
    return real if dtype.kind != "c" else (real + 1j * rng.standard_normal((rows, columns))) / np.sqrt(2)


def extend(W: Matrix, Q: Matrix, rng: Generator, noise: float = 0.0) -> tuple[Matrix, Matrix, Matrix]:
    """W = Q H + X R with [Q X] orthonormal: W (n×b), Q (n×d) orthonormal -> H (d×b), X (n×b), R (b×b).

    Each of two rounds takes off the components along Q and orthonormalises what is left by Cholesky: two rounds of
    Gram–Schmidt are enough, up to rounding (the "BCGS2" of Carson, Lund, Rozložník, Thomas 2022; CholeskyQR2 of
    Yamamoto, Nakatsukasa, Yanagisawa, Fukaya 2015). Where columns of W are dependent, or what is
    left of them is `noise`, random directions take their place in X, with zeros in R. Cost: 8ndb + 8nb².
    """
    H = Q.conj().T @ W
    X, R = _independent(W - Q @ H, max(1e-13 * float(np.linalg.norm(W)), noise), Q, rng)
    again = Q.conj().T @ X
    X, small = _independent(X - Q @ again, 1e-3, Q, rng)  # what is nearly all rounding goes
    return H + again @ R, X, small @ R


def _cholesky_qr(W: Matrix) -> tuple[Matrix, Matrix]:
    """W = X R; R is the Cholesky factor of WᴴW, its columns scaled to length 1 first."""
    length = np.linalg.norm(W, axis=0)
    X = W / length
    R = np.linalg.cholesky(X.conj().T @ X).conj().T
    return X @ np.linalg.inv(R), R * length


def _independent(W: Matrix, noise: float, Q: Matrix, rng: Generator) -> tuple[Matrix, Matrix]:
    """`_cholesky_qr` where W (n×b) has full rank to half the digits; else by its SVD, filled up with random columns."""
    length = np.linalg.norm(W, axis=0)
    if length.min() > 10 * noise:
        try:
            X, R = _cholesky_qr(W)
        except np.linalg.LinAlgError:
            pass  # dependent columns: the slow way below copes with them
        else:
            if np.linalg.norm(X.conj().T @ X - np.eye(len(R))) < 0.1:
                return X, R
    X, s, Zt = np.linalg.svd(W, full_matrices=False)
    lost = s <= noise
    X[:, lost] = gaussian(rng, len(W), int(lost.sum()), W.dtype)
    X[:, lost] -= Q @ (Q.conj().T @ X[:, lost])
    X, turn = np.linalg.qr(X)
    return X, np.where(lost[:, None], 0, turn @ (np.where(lost, 0, s)[:, None] * Zt))


def needed(X: Matrix, R: Matrix, least: int) -> tuple[Matrix, Matrix]:
    """X R with fewer columns in X where rows of R are zero: random columns of X go, but `least` are kept."""
    keep = np.zeros(len(R), bool)
    keep[np.argsort(-np.abs(R).max(axis=1), kind="stable")[:least]] = True
    keep |= R.any(axis=1)
    return X[:, keep], R[keep]


def widened(N: Matrix, C: Matrix, Y: Matrix, V: Matrix, rng: Generator) -> tuple[Matrix, Matrix]:
    """N C = N' C' where N' has new directions, those of Y outside [V N], and C' zeros for them."""
    _, X, _ = extend(Y, np.hstack([V, N]), rng)
    return np.hstack([N, X]), np.vstack([C, np.zeros((X.shape[1], C.shape[1]))])
