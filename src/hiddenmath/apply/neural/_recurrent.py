"""The recurrent layer: one small network, again and again, that remembers."""

from hiddenmath.apply.neural._dense import dense
from hiddenmath.apply.neural._layer import Answer, Array, functions, must_fit


def recurrent(x: Array, Wx: Array, Wh: Array, b: Array, first: bool = False) -> Answer:
    """h_t = tanh(x_t Wx + h_{t−1} Wh + b), from h_0 = 0; y holds all h_t.

    Shapes: x (m×T×n), Wx (n×k), Wh (k×k), b (k,) → y (m×T×k). `first` as in `dense`.
    Pullback, from the last step to the first: da_t = (dy_t + da_{t+1} Whᵀ)(1 − h_t²), the gradient before tanh; then
    dx = da Wxᵀ, dWx = xᵀ da and db = 1ᵀ da, as in `dense`, and dWh = Σ h_{t−1}ᵀ da_t.
    Cost: 2(n + k)k operations a step, twice as many backwards. Raises InputError where x is no m×T×n.
    Source: J. Elman, "Finding Structure in Time", Cognitive Science 14 (1990).

    >>> import numpy as np
    >>> y, pullback = recurrent(np.ones((1, 2, 1)), np.ones((1, 1)), np.ones((1, 1)), np.zeros(1))
    >>> y.ravel().round(3)
    array([0.762, 0.943])
    """
    must_fit("recurrent", len(x.shape) == 3 and x.shape[2] == len(Wx), "x is m×T×n, Wx is n×k", x=x, Wx=Wx)
    xp, T = functions(x), x.shape[1]
    a, back = dense(x, Wx, b, first)
    h = [xp.zeros_like(a[:, 0])]  # h[t] is the state before step t, counted from 0, and h[t + 1] the one after it
    for t in range(T):
        h.append(xp.tanh(a[:, t] + h[t] @ Wh))

    def pullback(dy: Array) -> tuple[Array, ...]:
        da, from_later = xp.zeros_like(a), 0
        for t in reversed(range(T)):
            da[:, t] = (dy[:, t] + from_later) * (1 - h[t + 1] ** 2)
            from_later = da[:, t] @ Wh.T
        dx, dWx, db = back(da)
        before = xp.stack(h[:-1], axis=1).reshape(-1, len(Wh))
        return dx, dWx, before.T @ da.reshape(-1, len(Wh)), db

    return xp.stack(h[1:], axis=1), pullback
