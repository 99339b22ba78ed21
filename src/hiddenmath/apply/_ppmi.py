"""Word vectors by counting: positive pointwise mutual information, and its singular value decomposition."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._few_passes import few_passes

if TYPE_CHECKING:
    from scipy.sparse import csr_array

SMALL = 2000  # rows, of which all singular values are found at once


def ppmi(C: "csr_array", shift: float = 1.0, smoothing: float = 0.75) -> "csr_array":
    """P (V×V, sparse, float32, symmetric): max(0, log(C[i, j] / (p[i] p[j])) − log(shift)), where p[i] p[j] is what
    chance would give: p = c^α · √Σc / Σc^α, c the sums of the rows of C, α = (1 + smoothing)/2.

    `smoothing` below 1 keeps rare words from having large values by chance; `shift` is the number of negative samples
    that skip-gram would take. O. Levy, Y. Goldberg, I. Dagan, "Improving Distributional Similarity with Lessons Learned
    from Word Embeddings", TACL 3, 2015; they smooth the context alone, here both words share it: so P is symmetric.
    """
    from scipy.sparse import csr_array

    c = np.maximum(C.sum(axis=1, dtype=np.float64), np.finfo(np.float64).tiny)  # a word may stand alone
    alpha = (1 + smoothing) / 2
    chance = alpha * np.log(c) + 0.5 * np.log(c.sum()) - np.log(np.sum(c**alpha))
    row = np.repeat((chance + 0.5 * np.log(shift)).astype(np.float32), np.diff(C.indptr))
    column = (chance + 0.5 * np.log(shift)).astype(np.float32)[C.indices]
    P = csr_array((np.maximum(np.log(C.data) - row - column, 0), C.indices, C.indptr), shape=C.shape, copy=True)
    P.eliminate_zeros()
    return P


def factored(P: "csr_array", k: int, weighting: float = 0.5, seed: int = 0) -> NDArray[np.float32]:
    """W (V×k) = U · diag(s)^weighting of the truncated singular value decomposition P ≈ U diag(s) Vᵀ of a symmetric P.

    `weighting` 1 would keep the products of rows of P; 0.5 or 0 lets the weaker directions count more, and is better
    for words (Levy et al., 2015).
    """
    from hiddenmath.linalg import svd

    k = min(k, P.shape[0] - 1)
    if P.shape[0] <= max(SMALL, 4 * k):
        found = svd(P.toarray(), k)
        U, s = found.U, found.s
    else:
        values, U, _ = few_passes(P, k, seed)
        s = np.abs(values)
    W: NDArray[np.float32] = (U * s**weighting).astype(np.float32)
    return W
