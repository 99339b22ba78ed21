"""A layer.

Each row of `X` is one example. Multiply by the weights, add `b` to each row, and cut off what is below zero.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def layer(X, W, b):
    """max(0, XW + b), entry by entry. Shapes: X (m, n), W (n, k), b (k,) -> (m, k)."""
    return np.maximum(0, X @ W + b)  # blank: X @ W + b


def batches(rng):
    """Square ones as well, where a star, or the wrong order, brings no error."""
    for m, n, k in [(2, 2, 2), (2, 2, 2), (3, 3, 3), (2, 3, 4), (5, 4, 3), (8, 6, 2)]:
        yield (
            rng.integers(-3, 5, size=(m, n)) + 0.5,
            rng.integers(-3, 5, size=(n, k)) + 0.25,
            rng.integers(-4, 5, size=k) + 0.5,
        )


def cut(Y):
    return np.maximum(0, Y)


exercise = Exercise(
    solution=layer,
    cases=batches,
    example=lambda: {
        "X": np.array([[1.0, 2.0], [3.0, -1.0]]),
        "W": np.array([[1.0, 0.0, -1.0], [0.0, 1.0, 1.0]]),
        "b": np.array([0.0, 0.5, 0.0]),
    },
    picture="product",
    concepts=["matrix products", "broadcasting"],
    hints=[
        "Shapes first: (m, n) and (n, k). In which order do the inner numbers agree?",
        "`b` has one number for each column of the product. It is repeated for each row by itself.",
    ],
    mistakes=[
        Mistake("`*` multiplies entry by entry. A product of matrices is `@`.", lambda X, W, b: cut(X * W + b), lambda X, W, b: cut(W * X + b)),
        Mistake("Examples are rows, so they stand on the left: `X` first, then `W`.", lambda X, W, b: cut(W @ X + b)),
        Mistake("You left `b` out.", lambda X, W, b: cut(X @ W)),
        Mistake("You subtracted `b`. Add it.", lambda X, W, b: cut(X @ W - b)),
        Mistake("You transposed the weights. Their rows belong to the columns of `X` already.", lambda X, W, b: cut(X @ W.T + b)),
        Mistake(
            "You added `b` as a column, to each column of the product. It has one number for each column.",
            lambda X, W, b: cut(X @ W + b[:, None]),
        ),
        Mistake("What is below zero is still there. Cut it off: `np.maximum(0, …)`.", lambda X, W, b: X @ W + b),
        Mistake(
            "You added `b` to the weights before multiplying. First the product, then `b`.",
            lambda X, W, b: cut(X @ (W + b)),
        ),
        Mistake(
            "You multiplied by `b`. It is added.",
            lambda X, W, b: cut(X @ W * b),
        ),
        Mistake(
            "You transposed the weights and put them first. Examples are rows, so `X` stands first, and `W` as it is.",
            lambda X, W, b: cut(W.T @ X + b),
        ),
        Mistake(
            "You added one number of `b` everywhere. Each column of the product has its own.",
            lambda X, W, b: cut(X @ W + b[0]),
        ),
        Mistake(
            "You added `X` and `W`. They are multiplied, with `@`; only `b` is added.",
            lambda X, W, b: cut(X + W + b),
        ),
    ],
    explanation="""
`X @ W` lets every example meet every pattern at once: row i and column j give how much example i agrees with pattern j.
`b` of shape (k,) is lined up with the columns and repeated for each row. Without the cut, two layers in a row would be one
matrix again, so a network could do no more than a single layer.
""",
)
