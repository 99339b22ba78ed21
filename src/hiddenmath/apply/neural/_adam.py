"""Adam: each parameter with a step of its own size."""

from hiddenmath.apply.neural._layer import Array


def adam(
    theta: Array, g: Array, m: Array, v: Array, t: int, rate: float, keep: float = 0.9, keep2: float = 0.999
) -> None:
    """θ ← θ − rate · m̂/(√v̂ + 10⁻⁸), in place, for m and v the running means of g and g².

    m and v, shaped like θ, are 0 at first; hats divide by 1 − keepᵗ at step t = 1, 2, …, since they began at 0.
    Source: D. Kingma, J. Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, algorithm 1.

    >>> import numpy as np
    >>> theta = np.array([1.0, 1.0])
    >>> adam(theta, np.array([100.0, 0.01]), np.zeros(2), np.zeros(2), 1, rate=0.1)
    >>> theta.round(6)
    array([0.9, 0.9])
    """
    m *= keep
    m += (1 - keep) * g
    v *= keep2
    v += (1 - keep2) * (g * g)
    theta -= rate / (1 - keep**t) * m / ((v / (1 - keep2**t)) ** 0.5 + 1e-8)
