"""The update of low rank: beside a layer that stands still, a product of two thin matrices that learns."""

from hiddenmath.apply.neural._chain import Layer
from hiddenmath.apply.neural._dense import dense
from hiddenmath.apply.neural._layer import Answer, Array, functions


def low_rank_update(x: Array, A: Array, B: Array, still: Layer, thin: Layer) -> Answer:
    """y = still(x) + thin(x, A) B: a layer whose weights stand still, and a product of two thin matrices that learns.

    Shapes, for a dense layer: x (…×m), A (m×r), B (r×n) → y (…×n); `still` and `thin` are the layer with its own
    weights and shift, and without. Pullback: dB = thin(x, A)ᵀ dy, dA = xᵀ (dy Bᵀ), and dx the sum of both ways, which
    for a dense layer is dy Wᵀ + dy Bᵀ Aᵀ; None where the layer leaves dx out. W and its shift get no gradient.
    Cost: that of `still`, and about 2r(m + n) operations a row.
    Source: E. Hu et al., "LoRA: Low-Rank Adaptation of Large Language Models", ICLR 2022.

    >>> import numpy as np
    >>> x, W, b = np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]), np.array([5.0])
    >>> still, thin = (lambda x: dense(x, W, b)), (lambda x, A: dense(x, A, np.zeros(1)))
    >>> y, pullback = low_rank_update(x, np.array([[1.0], [1.0]]), np.array([[0.0]]), still, thin)
    >>> y, pullback(np.array([[1.0]]))[2]
    (array([[16.]]), array([[3.]]))
    """
    y, still_back = still(x)
    h, thin_back = thin(x, A)
    z, product_back = dense(h, B, functions(B).zeros(B.shape[1], dtype=B.dtype, device=B.device))

    def pullback(dy: Array) -> tuple[Array, ...]:
        dh, dB, _ = product_back(dy)
        dx, dA, *_ = thin_back(dh)
        return None if dx is None else dx + still_back(dy)[0], dA, dB

    return y + z, pullback
