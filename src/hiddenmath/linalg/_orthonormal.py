"""An orthonormal basis that grows block by block, at the speed of matrix products."""

from math import sqrt

import numpy as np
from numpy.random import Generator

from hiddenmath.linalg._arrays import Matrix
from hiddenmath.linalg._bounds import defect, norm
from hiddenmath.linalg._lapack import gesdd
from hiddenmath.linalg._library import Library, library_of
from hiddenmath.linalg._tall import Basis, Tall, combine, factors, inner, precision, side_by_side


def gaussian(rng: Generator, rows: int, columns: int, dtype: np.dtype[np.generic]) -> Matrix:
    """Independent standard normal entries; complex ones have variance 1, half of it in each part."""
    entries: Matrix = rng.standard_normal((rows, columns))
    if dtype.kind == "c":
        entries = (entries + 1j * rng.standard_normal((rows, columns))) / np.sqrt(2)
    return entries.astype(dtype, copy=False)


def random_columns(rng: Generator, rows: int, columns: int, dtype: np.dtype[np.generic], library: Library) -> Tall:
    """Random orthonormal columns; drawn by NumPy, therefore the same for every library."""
    return orthonormal(library.send(gaussian(rng, rows, columns, dtype)), rng)


def orthonormal(W: Tall, rng: Generator) -> Tall:
    """Orthonormal columns X (n×b) that span what the columns of W (n×b) span."""
    return extend(W, Basis(library_of(W), len(W), 0, precision(W)), rng)[1]


def extend(W: Tall, Q: Tall | Basis, rng: Generator, noise: float = 0.0) -> tuple[Matrix, Tall, Matrix]:
    """W = Q H + X R with [Q X] orthonormal: W (n×b), Q (n×d) orthonormal -> H (d×b), X (n×b), R (b×b).

    Each of two rounds takes off the components along Q and orthonormalises what is left by Cholesky: two rounds of
    Gram–Schmidt are enough, up to rounding (the "BCGS2" of Carson, Lund, Rozložník, Thomas 2022; CholeskyQR2 of
    Yamamoto, Nakatsukasa, Yanagisawa, Fukaya 2015). Where columns of W are dependent, or what is
    left of them is `noise`, random directions take their place in X, with zeros in R. Cost: 8ndb + 8nb².
    """
    H = inner(Q, W)
    lost = 500 * float(np.finfo(precision(W)).eps) * norm(W)
    X, R = _independent(W - combine(Q, H), max(lost, noise), Q, rng)
    again = inner(Q, X)
    X, small = _independent(X - combine(Q, again), 1e-3, Q, rng)  # what is nearly all rounding goes
    return H + again @ R, X, small @ R


def _cholesky_qr(W: Tall, G: Matrix) -> tuple[Tall, Matrix]:
    """W = X R; R is the Cholesky factor of G = WᴴW, as if the columns of W had length 1."""
    length = np.sqrt(G.diagonal().real)
    R = np.linalg.cholesky(G / np.outer(length, length)).conj().T
    return combine(W, np.linalg.inv(R) / length[:, None]), R * length


def _independent(W: Tall, noise: float, Q: Tall | Basis, rng: Generator) -> tuple[Tall, Matrix]:
    """`_cholesky_qr` where W (n×b) has full rank to half the digits; else by its SVD, filled up with random columns."""
    G = inner(W, W)
    if G.diagonal().real.min() > (10 * noise) ** 2:
        try:
            X, R = _cholesky_qr(W, G)
        except np.linalg.LinAlgError:
            pass  # dependent columns: the slow way below copes with them
        else:
            if np.linalg.norm(inner(X, X) - np.eye(len(R))) < 0.1:
                return X, R
    X, R = factors(W)
    P, s, Zt = gesdd(R)
    kept = s > noise
    new = gaussian(rng, len(W), int((~kept).sum()), precision(W))
    Y = library_of(W).send(new)
    X, turn = factors(side_by_side(combine(X, P[:, kept]), outside(Q, Y)))
    return X, turn @ (np.where(kept, s, 0)[:, None] * Zt)


def outside(V: Tall | Basis, W: Tall) -> Tall:
    """(I − V Vᴴ) W."""
    return W - combine(V, inner(V, W))


def departure(V: Basis, N: Tall) -> float:
    """‖[V N]ᴴ[V N] − I‖_F."""
    parts = np.linalg.norm(defect(V)), np.linalg.norm(defect(N)), sqrt(2) * np.linalg.norm(inner(V, N))
    return float(np.linalg.norm(parts))


def needed(X: Tall, R: Matrix, least: int) -> tuple[Tall, Matrix]:
    """X R with fewer columns in X where rows of R are zero: random columns of X go, but `least` are kept."""
    keep = np.zeros(len(R), bool)
    keep[np.argsort(-np.abs(R).max(axis=1), kind="stable")[:least]] = True
    keep |= R.any(axis=1)
    return (X, R) if keep.all() else (X[:, np.flatnonzero(keep)], R[keep])


def widened(N: Tall, C: Matrix, Y: Tall, V: Basis, rng: Generator) -> tuple[Tall, Matrix]:
    """N C = N' C' where N' has new directions, those of Y outside [V N], and C' zeros for them."""
    d = V.width
    V.put(N)
    _, X, _ = extend(Y, V, rng)
    V.width = d
    return side_by_side(N, X), np.vstack([C, np.zeros((X.shape[1], C.shape[1]))])
