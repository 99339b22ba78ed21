"""Pooling: of each square of pixels the largest."""

from functools import reduce
from itertools import product

from hiddenmath.apply.neural._layer import Answer, Array, functions, must_fit


def pool(x: Array, k: int) -> Answer:
    """y[i, j] = max x[ki+u, kj+v] over u, v < k, in squares of k×k pixels.

    Pullback: all of dy[i, j] goes to the first pixel of its square that is the largest.
    Shapes: x (m×H×W×C) → y (m×⌊H/k⌋×⌊W/k⌋×C); rows and columns that fill no square are left out.
    Cost: one comparison a pixel. Raises InputError for images smaller than a square.
    Source: M. Ranzato et al., "Unsupervised Learning of Invariant Feature Hierarchies", CVPR 2007.

    >>> import numpy as np
    >>> y, pullback = pool(np.array([[1.0, 2.0], [4.0, 3.0]]).reshape(1, 2, 2, 1), 2)
    >>> y.ravel(), pullback(y)[0].reshape(2, 2).tolist()
    (array([4.]), [[0.0, 0.0], [4.0, 0.0]])
    """
    must_fit("pool", len(x.shape) == 4 and min(x.shape[1:3]) >= k, f"x is m×H×W×C, H and W are at least {k}", x=x)
    xp, H, W = functions(x), x.shape[1] // k * k, x.shape[2] // k * k
    # the pixels (u, v) of all squares at once, for each u, v
    places = [(slice(None), slice(u, H, k), slice(v, W, k)) for u, v in product(range(k), repeat=2)]
    y = reduce(xp.maximum, (x[place] for place in places))

    def pullback(dy: Array) -> tuple[Array, ...]:
        dx, searching = xp.zeros_like(x), xp.ones_like(y, dtype=xp.bool)  # squares whose largest is not found yet
        for place in places:
            largest = searching & (x[place] == y)
            dx[place] = dy * largest
            searching ^= largest
        return (dx,)

    return y, pullback
