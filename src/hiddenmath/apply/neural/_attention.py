"""Attention: each place asks, all places answer, and the answers are mixed."""

from math import inf, sqrt

from hiddenmath.apply.neural._layer import Answer, Array, functions, must_fit
from hiddenmath.apply.neural._softmax import softmax


def attention(Q: Array, K: Array, V: Array, mask: Array | None = None) -> Answer:
    """y = P V with P = softmax(scores), scores = Q Kᵀ/√d, where a place that the mask forbids gets the share 0.

    Shapes: Q (…×T×d), K (…×S×d), V (…×S×k) → y (…×T×k); mask (T×S) is true where a place may be looked at.
    Pullback: dV = Pᵀ dy and dP = dy Vᵀ; from dP that of `softmax` makes ds of the scores; dQ = ds K/√d, dK = dsᵀ Q/√d.
    Cost: 2TS(d + k) operations, twice as many backwards. Raises InputError for other shapes, and for a mask with a row
    that allows nothing. Source: A. Vaswani et al., "Attention Is All You Need", NIPS 2017, section 3.2.1.

    >>> import numpy as np
    >>> x = np.array([[1.0, 0.0], [0.0, 1.0]])
    >>> attention(x, x, x, mask=np.tri(2, dtype=bool))[0].round(3).tolist()
    [[1.0, 0.0], [0.33, 0.67]]
    """
    P, back = shares(Q, K, mask)
    must_fit("attention", V.shape[-2] == K.shape[-2], "V needs a row for each of K", K=K, V=V)

    def pullback(dy: Array) -> tuple[Array, ...]:
        return *back(dy @ V.mT), P.mT @ dy

    return P @ V, pullback


def shares(Q: Array, K: Array, mask: Array | None = None) -> Answer:
    """P of `attention` (…×T×S): how much each place looks at each other; a row adds up to 1. Pullback: dQ and dK."""
    must_fit("attention", Q.shape[-1] == K.shape[-1], "Q and K need as many columns", Q=Q, K=K)
    scale = 1 / sqrt(Q.shape[-1])
    scores = Q @ K.mT * scale
    if mask is not None:
        fits = tuple(mask.shape) == tuple(scores.shape[-2:]) and bool(mask.any(axis=-1).all())
        must_fit("attention", fits, "the mask is T×S, and true at least once in each row", Q=Q, K=K, mask=mask)
        scores = functions(Q).where(mask, scores, -inf)  # e^−∞ is 0
    P, back = softmax(scores)

    def pullback(dP: Array) -> tuple[Array, ...]:
        (ds,) = back(dP)
        return ds @ K * scale, ds.mT @ Q * scale

    return P, pullback
