"""The largest singular triplets of a tall matrix from its small Gram matrix AᴴA, where squaring does no harm."""

from math import sqrt

import numpy as np

from hiddenmath.linalg._arrays import Matrix
from hiddenmath.linalg._bounds import Triplets, angle, certify, gamma, norm

# The Gram matrix is summed over blocks of as many rows: rounding then grows with ROWS + m/ROWS products instead of m.
ROWS = 1024


def gram(A: Matrix, k: int, tol: float) -> Triplets | None:
    """The k largest triplets of A (m×n, m ≥ n), or None where `tol` cannot be promised.

    The eigenvalues of G = AᴴA are σ², each wrong by at most η (rounding of G, and residuals of its eigenvectors). A
    small σ is squared away: its relative error is η/2σ². So the method stops unless η < tol·σₖ². What is left of the
    error in the vectors is removed by a Rayleigh–Ritz step: Q, an orthonormal basis of A V found through a second,
    well-conditioned Gram matrix, and the SVD of the k×k matrix R with A V = Q R (Cholesky QR with an
    eigendecomposition, Stathopoulos and Wu 2002). Cost: mn² + 9n³ + 2mnk + 3mk², nearly all of it matrix products; the
    certificate 4mnk + 2mk² more.
    """
    m, n = A.shape
    size = norm(A)
    G = sum((block.conj().T @ block for block in np.array_split(A, range(ROWS, m, ROWS))), np.zeros((n, n), A.dtype))
    w, V = np.linalg.eigh(G)
    w, V = np.maximum(w[::-1], 0), V[:, ::-1]
    η = gamma(ROWS + m // ROWS + 1, A) * size**2 + certify(G, V, w, V.conj().T).error.max()
    if not η < tol * w[k - 1]:
        return None

    W = A @ V[:, :k]
    length = np.linalg.norm(W, axis=0)
    W /= length
    d, X = np.linalg.eigh(W.conj().T @ W)
    P, s, Zt = np.linalg.svd((np.sqrt(d)[:, None] * X.conj().T) * length)
    U, Vt = W @ ((X / np.sqrt(d)) @ P), Zt @ V[:, :k].conj().T

    error, residual, g = certify(A, U, s, Vt)
    if not error.max() <= tol * s[0]:
        return None
    if k == n:
        tail = size * g + (1 + g) * residual
        return Triplets(U, s, Vt, error, angle(residual, s[-1]) if m > n else 0.0, tail)
    kept = max(0.0, float(np.linalg.norm(s)) - residual)
    tail = sqrt(max(0.0, (1 + gamma(m + n + 2, A)) * size**2 - kept**2)) + residual
    return Triplets(U, s, Vt, error, angle(residual, s[-1] - sqrt(w[k] + η)), tail)
