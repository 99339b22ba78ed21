"""One layer, forwards and back.

A layer of a neural network multiplies by a matrix and cuts off what is below 0: `max(W @ x, 0)`, entry by entry. `g` says
how much the loss grows with each entry of the layer's output. Pull it back through the layer: how much does the loss grow
with each entry of `W`, and of `x`? Give back both, in this order.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def forward(W, x):
    """The layer's output, max(Wx, 0). Shapes: W (m, n), x (n,) -> (m,)."""
    return np.maximum(W @ x, 0)  # blank


def pullback(W, x, g):
    """How the loss grows with W and with x. Shapes: W (m, n), x (n,), g (m,) -> (m, n), (n,)."""
    g = g * (W @ x > 0)  # blank
    return np.outer(g, x), W.T @ g  # blank


def there_and_back(W, x, g):
    output = forward(W, x)
    dW, dx = pullback(W, x, g)
    return output, dW, dx


def layers(rng):
    """Some entries cut off and some not, g of both signs; square ones as well."""
    for m, n in [(3, 2), (3, 2), (3, 3), (4, 2), (4, 4), (4, 3), (10, 6)]:
        W, x = rng.normal(size=(m, n)).round(1), rng.normal(size=n).round(1) + 0.05
        W[0] = (abs(W[0]) + 0.1) * np.sign(x)  # output 0 is above 0, output 1 below
        W[1] = -2 * W[0]
        g = rng.normal(size=m).round(1) + 0.05
        g[0], g[1] = -abs(g[0]) - 0.1, abs(g[1]) + 0.1
        yield W, x, g


def relu(z):
    return np.maximum(z, 0)


def back(W, x, g):
    return np.outer(g, x), W.T @ g


def masked(W, x, g):
    return g * (W @ x > 0)


exercise = Exercise(
    parts=[forward, pullback],
    solution=there_and_back,
    cases=layers,
    grows=lambda rng, n: (rng.normal(size=(n, n)), rng.normal(size=n), rng.normal(size=n)),
    concepts=["transpose", "matrix products"],
    hints=[
        "Where the output was cut off, a small change changes nothing: there the entry of `g` does not count.",
        "Output i is row i of `W` times x. So entry (i, j) of `W` is multiplied by x[j], and x[j] meets column j of `W`.",
    ],
    mistakes=[
        Mistake(
            "What was cut off still sends something back. Set `g` to 0 where `W @ x` is not above 0.",
            lambda W, x, g: (relu(W @ x), *back(W, x, g)),
        ),
        Mistake(
            "You cut off `g` where `g` itself is below 0. What counts is whether the output was cut off: `W @ x > 0`.",
            lambda W, x, g: (relu(W @ x), *back(W, x, g * (g > 0))),
            lambda W, x, g: (relu(W @ x), *back(W, x, relu(g))),
        ),
        Mistake(
            "`forward` does not cut off what is below 0.",
            lambda W, x, g: (W @ x, *back(W, x, masked(W, x, g))),
        ),
        Mistake(
            "Back through a matrix goes its transpose, `W.T @ g`.",
            lambda W, x, g: (relu(W @ x), np.outer(masked(W, x, g), x), W @ masked(W, x, g)),
        ),
        Mistake(
            "The growth with `W` is turned: row i belongs to output i, so it is `np.outer(g, x)`.",
            lambda W, x, g: (relu(W @ x), np.outer(x, masked(W, x, g)), W.T @ masked(W, x, g)),
        ),
        Mistake(
            "`forward` multiplies entry by entry. A layer is a matrix times a vector: `@`.",
            lambda W, x, g: (relu(W * x), *back(W, x, masked(W, x, g))),
        ),
        Mistake(
            "The pullback multiplies by the output. It needs only whether the output was above 0.",
            lambda W, x, g: (relu(W @ x), *back(W, x, g * relu(W @ x))),
        ),
        Mistake(
            "`pullback` gives the growth with `x` first. Asked was `W` first, then `x`.",
            lambda W, x, g: (relu(W @ x), *back(W, x, masked(W, x, g))[::-1]),
        ),
    ],
    explanation="""
Change `W[i, j]` a little: output i changes by x[j] times that, if it is not cut off; so the loss grows by g[i]·x[j], and
all of these together are the outer product. Change x[j]: every output i changes by `W[i, j]`, which adds up to column j
times g, so all of them are $W^\\top g$. Learning sends the correction back through the transpose.
""",
)
