"""Markov chains of letters of every order at once, as a measure for networks."""

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.intp]
Array = NDArray[np.float64]
ORDERS = 8
D = 0.75  # what each count leaves to the shorter contexts


def surprises(known: list[Ids], new: list[Ids], letters: int, tested: list[tuple[int, int]]) -> Array:
    """For the orders 0 to 8 the mean of −log p(letter | the letters before it) over new[i][begin:end] for the spans
    `tested`, by chains that were counted in the `known` pieces.

    p_k = (max(count − D, 0) + D d p_{k−1})/n with `count` of the letter after these k letters, n of all that follow
    them, and d different ones among them. In a shorter context that only helps out, it is counted after how many
    different letters context and letter stand: what only ever follows one letter is not likely after others.
    Cost: two sorts an order. Source: R. Kneser, H. Ney, "Improved backing-off for m-gram language modeling", ICASSP
    1995; interpolated as in S. Chen, J. Goodman, Computer Speech & Language 13 (1999), section 3.

    >>> pieces = [np.array([1, 2] * 20)]
    >>> surprises(pieces, pieces, 3, [(4, 40)]).round(2)[:3].tolist()
    [0.71, 0.02, 0.01]
    """
    ids, learned = np.concatenate([*known, *new]), sum(map(len, known))
    begins = learned + np.cumsum([0, *map(len, new)])
    asked = np.concatenate([np.arange(at + a, at + b) for at, (a, b) in zip(begins, tested, strict=False)])
    p, context, found = np.full(len(ids), 1 / letters), np.zeros(len(ids), np.intp), []
    codes, code = np.unique(ids, return_inverse=True)
    for _ in range(ORDERS + 1):
        of = (context, codes, code, letters, p)
        found.append(float(-np.log(_smoothed(*of, np.arange(learned))[asked]).mean()))
        before = np.concatenate([[0], code[:-1] + 1])  # one letter more; 0 is the beginning of all
        longer, code_of_longer = np.unique(before * letters + ids, return_inverse=True)
        p = _smoothed(*of, np.unique(code_of_longer[:learned], return_index=True)[1])
        context, codes, code = before, longer, code_of_longer
    return np.array(found)


def _smoothed(context: Ids, codes: Ids, code: Ids, letters: int, p: Array, places: Ids) -> Array:
    """p_k at each place of the text, counted at some; `code` is the place of context and letter among the `codes`."""
    counts = np.bincount(code[places], minlength=len(codes))
    contexts = int(context.max()) + 1
    n = np.bincount(context[places], minlength=contexts)[context]
    d = np.bincount(codes[counts > 0] // letters, minlength=contexts)[context]
    own = np.maximum(counts[code] - D, 0) + D * d * p
    return np.where(n > 0, own / np.maximum(n, 1), p)
