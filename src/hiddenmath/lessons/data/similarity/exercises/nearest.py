"""Which one is most alike?

Each row of `X` stands for one thing, and `q` for another. Give back the number of the row whose cosine with `q` is
largest.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def nearest(X, q):
    """The number of the row most like q. Shapes: X (m, n), q (n,) -> one whole number."""
    lengths = np.linalg.norm(X, axis=1)
    return np.argmax(X @ q / lengths)  # blank: X @ q / lengths


def collections(rng):
    """One long row beside one that points almost as `q` does, so that length and direction say different things."""
    for m, n in [(3, 2), (3, 2), (4, 3), (5, 4), (8, 5), (30, 10)]:
        while True:
            q = rng.normal(size=n).round(1) + 0.05
            X = rng.normal(size=(m, n)).round(1) + 0.05
            alike, long = rng.choice(m, size=2, replace=False)
            X[alike] = (0.3 * q + 0.02 * rng.normal(size=n)).round(2)
            X[long] = (8 * q / np.linalg.norm(q) + 8 * rng.normal(size=n)).round(1)
            if by_cosine(X, q) not in {wrong(X, q) for wrong in (by_dot, by_distance)}:
                yield X, q
                break


def by_cosine(X, q):
    return int(np.argmax(X @ q / np.linalg.norm(X, axis=1)))


def by_dot(X, q):
    return int(np.argmax(X @ q))


def by_distance(X, q):
    return int(np.argmin(np.linalg.norm(X - q, axis=1)))


exercise = Exercise(
    solution=nearest,
    cases=collections,
    example=lambda: {"X": np.array([[9.0, 4.0], [1.0, 1.1], [-2.0, 3.0]]), "q": np.array([3.0, 3.0])},
    concepts=["dot products", "norms"],
    hints=[
        "`X @ q` is the dot product of every row with `q`, all at once.",
        "Divide each one by the length of its row. The length of `q` is the same for all, and changes no order.",
    ],
    mistakes=[
        Mistake(
            "You took the largest dot product, so a long row wins. Divide each one by the length of its row.",
            by_dot,
        ),
        Mistake(
            "You took the row at the smallest distance. A short row may point the same way from far off: compare directions.",
            by_distance,
        ),
        Mistake(
            "You gave the cosine itself. Asked was the number of its row: `np.argmax` says where the largest stands.",
            lambda X, q: np.max(X @ q / (np.linalg.norm(X, axis=1) * np.linalg.norm(q))),
            lambda X, q: np.max(X @ q / np.linalg.norm(X, axis=1)),
        ),
        Mistake(
            "You gave the row. Asked was its number.",
            lambda X, q: X[by_cosine(X, q)],
        ),
        Mistake(
            "That is the row that is least alike: its cosine is the smallest.",
            lambda X, q: np.argmin(X @ q / np.linalg.norm(X, axis=1)),
        ),
    ],
    explanation="""
`X @ q` gives the dot product of each row with `q`. Divided by the lengths of the rows, these are the cosines, all times
the length of `q`. That one factor is the same for all rows and above zero, so it does not change which is largest.
""",
)
