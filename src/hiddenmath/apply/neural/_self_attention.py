"""Self-attention with several heads: a sequence looks at itself."""

from hiddenmath.apply.neural._attention import attention
from hiddenmath.apply.neural._dense import dense
from hiddenmath.apply.neural._layer import Answer, Array, functions, must_fit


def self_attention(x: Array, W: Array, b: Array, V: Array, c: Array, heads: int, causal: bool = True) -> Answer:
    """y = concat(attention(Q_i, K_i, V_i)) V + c, where x W + b holds Q, K and V of all heads side by side.

    Shapes: x (m×T×n), W (n×3n), b (3n,), V (n×n), c (n,) → y (m×T×n); n is a multiple of `heads`. `causal`: a place
    looks at itself and those before it. Pullback: those of `dense`, `attention` and `dense`, backwards.
    Cost: 8n² + 4Tn operations a place, twice as many backwards. Raises InputError for other shapes.
    Source: A. Vaswani et al., "Attention Is All You Need", NIPS 2017, section 3.2.2.

    >>> import numpy as np
    >>> x = np.ones((1, 3, 4))
    >>> self_attention(x, np.ones((4, 12)), np.zeros(12), np.ones((4, 4)), np.zeros(4), heads=2)[0].shape
    (1, 3, 4)
    """
    fits = len(x.shape) == 3 and x.shape[2] % heads == 0 and tuple(W.shape) == (x.shape[2], 3 * x.shape[2])
    must_fit("self_attention", fits, f"x is m×T×n, W is n×3n, n is a multiple of {heads} heads", x=x, W=W)
    xp, (m, T, n) = functions(x), x.shape
    QKV, back_in = dense(x, W, b)
    Q, K, U = xp.moveaxis(QKV.reshape(m, T, 3, heads, n // heads), (2, 3), (0, 2))  # each m×heads×T×n/heads
    mask = xp.tril(xp.ones((T, T), dtype=xp.bool, device=x.device)) if causal else None
    mixed, back = attention(Q, K, U, mask)
    y, back_out = dense(xp.moveaxis(mixed, 1, 2).reshape(m, T, n), V, c)

    def pullback(dy: Array) -> tuple[Array, ...]:
        dmixed, dV, dc = back_out(dy)
        dQKV = xp.stack(back(xp.moveaxis(dmixed.reshape(m, T, heads, n // heads), 2, 1)))
        return *back_in(xp.moveaxis(dQKV, (0, 2), (2, 3)).reshape(m, T, 3 * n)), dV, dc

    return y, pullback
