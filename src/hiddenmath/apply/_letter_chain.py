"""Markov chains of letters of every order at once, as a measure for networks."""

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.intp]
ORDERS = 8


def surprises(known: list[Ids], new: list[Ids], letters: int, skip: int) -> NDArray[np.float64]:
    """For the orders 0 to 8 the mean of −log p(letter | the letters before it) in the `new` pieces, without the first
    `skip` letters of each, by chains that were counted in the `known` ones.

    p_k = (count + d p_{k−1}) / (n + d) with `count` of the letter after these k letters, n of all that follow them, and
    d different ones among them: the rarer a context, the more is left to the shorter one. Cost: a sort an order.
    Source: I. Witten, T. Bell, "The zero-frequency problem", IEEE Trans. Information Theory 37 (1991), method C.

    >>> pieces = [np.array([1, 2] * 20)]
    >>> surprises(pieces, pieces, 3, 4).round(2)[:3].tolist()
    [0.71, 0.03, 0.0]
    """
    ids = np.concatenate([*known, *new])
    learned = sum(map(len, known))
    ends = learned + np.cumsum([len(piece) for piece in new])
    asked = np.concatenate([np.arange(end - len(piece) + skip, end) for piece, end in zip(new, ends, strict=True)])
    p, context, found = np.full(len(ids), 1 / letters), np.zeros(len(ids), np.intp), []
    for _ in range(ORDERS + 1):
        codes, code = np.unique(context * letters + ids, return_inverse=True)
        counts = np.bincount(code[:learned], minlength=len(codes))
        n = np.bincount(context[:learned], minlength=int(context.max()) + 1)[context]
        d = np.bincount(codes[counts > 0] // letters, minlength=int(context.max()) + 1)[context]
        p = np.where(n > 0, (counts[code] + d * p) / np.maximum(n + d, 1), p)
        found.append(float(-np.log(p[asked]).mean()))
        context = np.concatenate([[0], code[:-1] + 1])  # one letter more; 0 is the beginning of all
    return np.array(found)
