"""Layer norm: each row with mean 0 and variance 1."""

from hiddenmath.apply.neural._layer import Answer, Array, must_fit

LEAST = 1e-5  # added to the variance: a row of equal numbers has none


def layer_norm(x: Array, g: Array, b: Array) -> Answer:
    """y = g z + b with z = (x − μ)/σ, where μ is the mean of each row and σ² its variance (and 1e−5).

    Shapes: x (…×n), g (n,), b (n,) → y (…×n).
    Pullback: with dz = g dy, dx = (dz − mean(dz) − z mean(z dz))/σ: what would move μ or σ is taken out; dg = Σ z dy,
    db = Σ dy. Cost: about 10 operations an entry. Raises InputError where x has not n columns.
    Source: J. Ba, J. Kiros, G. Hinton, "Layer Normalization", 2016.

    >>> import numpy as np
    >>> y, pullback = layer_norm(np.array([[1.0, 3.0]]), np.ones(2), np.zeros(2))
    >>> y.round(4), pullback(y)[1].round(4)
    (array([[-1.,  1.]]), array([1., 1.]))
    """
    must_fit("layer_norm", x.shape[-1] == len(g), "x needs as many columns as g has entries", x=x, g=g)
    centred = x - x.mean(axis=-1, keepdims=True)
    sigma = ((centred * centred).mean(axis=-1, keepdims=True) + LEAST) ** 0.5
    z = centred / sigma

    def pullback(dy: Array) -> tuple[Array, ...]:
        dz = g * dy
        along = z * (z * dz).mean(axis=-1, keepdims=True)
        dx = (dz - dz.mean(axis=-1, keepdims=True) - along) / sigma
        return dx, (z * dy).reshape(-1, len(g)).sum(axis=0), dy.reshape(-1, len(g)).sum(axis=0)

    return g * z + b, pullback
