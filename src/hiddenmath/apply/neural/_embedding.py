"""The embedding: a vector for each word."""

from hiddenmath.apply.neural._layer import Answer, Array, functions
from hiddenmath.data import InputError


def embedding(i: Array, E: Array) -> Answer:
    """y = E[i]: the row of each number, which is the product of E with a row that is 1 at i and 0 elsewhere.

    Shapes: i (…), whole numbers below V; E (V×k) → y (…×k).
    Pullback: dE[v] = Σ dy where i is v; i itself has no gradient (None).
    Cost: k copies a number. Raises InputError for numbers that are no row of E.
    Source: Y. Bengio et al., "A Neural Probabilistic Language Model", JMLR 3 (2003).

    >>> import numpy as np
    >>> y, pullback = embedding(np.array([1, 1]), np.array([[0.0, 1.0], [2.0, 3.0]]))
    >>> y.tolist(), pullback(y)[1].tolist()
    ([[2.0, 3.0], [2.0, 3.0]], [[0.0, 0.0], [4.0, 6.0]])
    """
    low, high = int(i.min()), int(i.max())
    if low < 0 or high >= len(E):
        wrong = low if low < 0 else high
        raise InputError(f"embedding: {wrong} is no row of E ({len(E)}×{E.shape[1]}).", f"Give 0 to {len(E) - 1}.")

    def pullback(dy: Array) -> tuple[Array, ...]:
        xp, dE = functions(E), functions(E).zeros_like(E)
        rows, dy = i.reshape(-1), dy.reshape(-1, E.shape[1])
        if xp.__name__ == "numpy":
            xp.add.at(dE, rows, dy)  # dE[rows] += dy would count a row that occurs twice once
        else:
            dE.index_add_(0, rows, dy)
        return None, dE

    return E[i], pullback
