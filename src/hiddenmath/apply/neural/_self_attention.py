"""Self-attention with several heads: a sequence looks at itself."""

from hiddenmath.apply.neural._attention import attention, shares
from hiddenmath.apply.neural._dense import dense
from hiddenmath.apply.neural._layer import Answer, Array, functions, must_fit


def self_attention(x: Array, W: Array, b: Array, V: Array, c: Array, heads: int, causal: bool = True) -> Answer:
    """y = concat(attention(Q_i, K_i, U_i)) V + c over the heads i, where x W + b holds Q, K and U of all heads side by
    side. U are the values, which stand as V in `attention`; here V mixes what the heads found.

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
    QKU, back_in = dense(x, W, b)
    Q, K, U = _by_heads(QKU, heads)
    found, back = attention(Q, K, U, _before(x) if causal else None)  # m×heads×T×n/heads
    y, back_out = dense(xp.moveaxis(found, 1, 2).reshape(m, T, n), V, c)

    def pullback(dy: Array) -> tuple[Array, ...]:
        dfound, dV, dc = back_out(dy)
        dQKU = xp.stack(back(xp.moveaxis(dfound.reshape(m, T, heads, n // heads), 2, 1)))  # 3×m×heads×T×n/heads
        return *back_in(xp.moveaxis(dQKU, (0, 2), (2, 3)).reshape(m, T, 3 * n)), dV, dc

    return y, pullback


def looks(x: Array, W: Array, b: Array, heads: int) -> Array:
    """How much each place looks at each one up to it, in each head: P of `self_attention` (m×heads×T×T).

    >>> import numpy as np
    >>> looks(np.ones((1, 2, 4)), np.ones((4, 12)), np.zeros(12), heads=1).tolist()
    [[[[1.0, 0.0], [0.5, 0.5]]]]
    """
    Q, K, _ = _by_heads(dense(x, W, b)[0], heads)
    return shares(Q, K, _before(x))[0]


def _by_heads(QKU: Array, heads: int) -> Array:
    """Q, K and U, each m×heads×T×n/heads, of m×T×3n."""
    m, T, wide = QKU.shape
    return functions(QKU).moveaxis(QKU.reshape(m, T, 3, heads, wide // 3 // heads), (2, 3), (0, 2))


def _before(x: Array) -> Array:
    """The mask (T×T) that lets each place see those up to it."""
    xp, T = functions(x), x.shape[1]
    return xp.tril(xp.ones((T, T), dtype=xp.bool, device=x.device))
