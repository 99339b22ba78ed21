"""Which one is most alike?

Each row of `X` stands for one thing, and `q` for another. Give back the number of the row whose cosine with `q` is
largest. `np.argmax` says where the largest of some numbers stands.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def nearest(X, q):
    """The number of the row most like q. Shapes: X (m, n), q (n,) -> one whole number."""
    lengths = np.linalg.norm(X, axis=1)
    return np.argmax(X @ q / lengths)  # blank: X @ q / lengths


def collections(rng):
    """One long row beside one that points almost as `q` does, and one that is short, or points the opposite way."""
    for m, n, telling in [
        (3, 2, by_size),
        (3, 2, by_square),
        (4, 3, by_size),
        (5, 4, by_square),
        (8, 5, by_size),
        (30, 10, by_square),
    ]:
        while True:
            q = rng.normal(size=n).round(1) + 0.05
            X = rng.normal(size=(m, n)).round(1) + 0.05
            alike, long, third = rng.choice(m, size=3, replace=False)
            X[alike] = (0.3 * q + 0.02 * rng.normal(size=n)).round(2)
            X[long] = (8 * q / np.linalg.norm(q) + 8 * rng.normal(size=n)).round(1)
            opposite = -1.5 * q + 0.01 * rng.normal(size=n)
            short = 0.01 * q + 0.01 * rng.normal(size=n)
            X[third] = opposite.round(3) if telling is by_size else short.round(3)
            if X.any(axis=1).all() and by_cosine(X, q) not in {wrong(X, q) for wrong in (by_dot, by_distance, telling)}:
                yield X, q
                break


def by_cosine(X, q):
    return int(np.argmax(X @ q / np.linalg.norm(X, axis=1)))


def by_dot(X, q):
    return int(np.argmax(X @ q))


def by_size(X, q):
    return int(np.argmax(abs(X @ q) / np.linalg.norm(X, axis=1)))


def by_square(X, q):
    return int(np.argmax(X @ q / np.linalg.norm(X, axis=1) ** 2))


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
            "That is the row that is least alike: its cosine is the smallest. Below 0 means opposite, so keep the signs.",
            lambda X, q: np.argmin(X @ q / np.linalg.norm(X, axis=1)),
            by_size,
        ),
        Mistake(
            "You divided by the squares of the lengths, so a short row wins. Divide by the length once.",
            by_square,
        ),
        Mistake(
            "You took the longest row. Length says nothing here: look at `X @ q` as well.",
            lambda X, q: np.argmax(np.linalg.norm(X, axis=1)),
        ),
    ],
    explanation="""
`X @ q` gives the dot product of each row with `q`. Divided by the lengths of the rows, these are the cosines, all times
the length of `q`. That one factor is the same for all rows and above zero, so it does not change which is largest.
""",
)
