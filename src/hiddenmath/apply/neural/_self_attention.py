"""Self-attention with several heads: a sequence looks at itself."""

from hiddenmath.apply.neural._attention import attention, weights
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
    Q, K, U = _by_heads(QKV, heads)
    mixed, back = attention(Q, K, U, _before(x) if causal else None)
    y, back_out = dense(xp.moveaxis(mixed, 1, 2).reshape(m, T, n), V, c)

    def pullback(dy: Array) -> tuple[Array, ...]:
        dmixed, dV, dc = back_out(dy)
        dQKV = xp.stack(back(xp.moveaxis(dmixed.reshape(m, T, heads, n // heads), 2, 1)))
        return *back_in(xp.moveaxis(dQKV, (0, 2), (2, 3)).reshape(m, T, 3 * n)), dV, dc

    return y, pullback


def looks(x: Array, W: Array, b: Array, heads: int) -> Array:
    """How much each place looks at each one up to it, in each head: the weights P of `self_attention` (m×heads×T×T).

    >>> import numpy as np
    >>> looks(np.ones((1, 2, 4)), np.ones((4, 12)), np.zeros(12), heads=1).tolist()
    [[[[1.0, 0.0], [0.5, 0.5]]]]
    """
    Q, K, _ = _by_heads(dense(x, W, b)[0], heads)
    return weights(Q, K, _before(x))[0]


def _by_heads(QKV: Array, heads: int) -> Array:
    """Q, K and V, each m×heads×T×n/heads, of m×T×3n."""
    m, T, n = QKV.shape
    return functions(QKV).moveaxis(QKV.reshape(m, T, 3, heads, n // 3 // heads), (2, 3), (0, 2))


def _before(x: Array) -> Array:
    """The mask (T×T) that lets each place see those up to it."""
    xp, T = functions(x), x.shape[1]
    return xp.tril(xp.ones((T, T), dtype=xp.bool, device=x.device))
