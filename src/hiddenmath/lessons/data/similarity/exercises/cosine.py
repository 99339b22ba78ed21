"""How alike are two vectors?

The dot product grows when vectors get longer. Divide by both lengths and only the direction counts: this is the
cosine of the angle between them. Give it back, one number from -1 to 1.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def cosine(a, b):
    """The cosine of the angle between `a` and `b`. Shapes: a (n,), b (n,) -> one number."""
    return a @ b / (np.linalg.norm(a) * np.linalg.norm(b))  # blank


def vectors(rng):
    """Short ones first; none is of length 1, and none stands at a right angle to its partner."""
    for n in (2, 2, 3, 4, 5, 10, 50):
        a = rng.normal(size=n).round(1) + 0.05
        yield a, (rng.uniform(0.5, 2) * a + rng.normal(size=n)).round(1) + 0.05


def length(v):
    return np.linalg.norm(v)


exercise = Exercise(
    solution=cosine,
    cases=vectors,
    example=lambda: {"a": np.array([2.0, 1.0, 0.0]), "b": np.array([1.0, 1.0, 1.0])},
    picture="vector",
    concepts=["dot products", "norms"],
    hints=[
        "`a @ b` is the dot product, and `np.linalg.norm(a)` is the length of `a`.",
        "Divide by the product of both lengths, and put that product in brackets.",
    ],
    mistakes=[
        Mistake(
            "That is the dot product alone. Divide by both lengths, or the longer text always wins. (`len` counts entries; "
            "how long an arrow is says `np.linalg.norm`.)",
            lambda a, b: a @ b,
        ),
        Mistake(
            "You multiplied entry by entry and did not add: there is a number for each entry. `a @ b` adds them.",
            lambda a, b: a * b / (length(a) * length(b)),
            lambda a, b: a * b,
        ),
        Mistake(
            "You divided by the squares of the lengths. A length is the square root of `a @ a`.",
            lambda a, b: a @ b / ((a @ a) * (b @ b)),
        ),
        Mistake(
            "You divided by one length and then multiplied by the other. Put the product of the lengths in brackets.",
            lambda a, b: a @ b / length(a) * length(b),
        ),
        Mistake(
            "You divided by one of the two lengths only. Both are needed.",
            lambda a, b: a @ b / length(a),
            lambda a, b: a @ b / length(b),
        ),
        Mistake(
            "You gave the angle. Asked was its cosine, which needs no `arccos`.",
            lambda a, b: np.arccos(cosine(a, b)),
            lambda a, b: np.degrees(np.arccos(cosine(a, b))),
        ),
        Mistake(
            "You gave the distance, 1 minus the cosine. Asked was the cosine, which is large where vectors are alike.",
            lambda a, b: 1 - cosine(a, b),
        ),
        Mistake(
            "You divided by sums of entries. A length is the square root of the sum of squares: `np.linalg.norm`.",
            lambda a, b: a @ b / (a.sum() * b.sum()),
        ),
        Mistake(
            "`len(a)` is how many entries there are. How long the arrow is says `np.linalg.norm(a)`.",
            lambda a, b: a @ b / (len(a) * len(b)),
            lambda a, b: a @ b / len(a),
        ),
        Mistake(
            "You added the two lengths. Multiply them: twice as long a vector makes twice as large a dot product.",
            lambda a, b: a @ b / (length(a) + length(b)),
        ),
        Mistake(
            "You took the length of a product. Each vector has a length of its own: take both, then multiply these.",
            lambda a, b: a @ b / length(a * b),
        ),
        Mistake(
            "You took the cosine of the dot product, as if it were an angle. The fraction itself is the cosine.",
            lambda a, b: np.cos(a @ b),
        ),
        Mistake(
            "Your answer is 1 or -1: a number divided by its own size. Divide by the length of `a` and that of `b`.",
            lambda a, b: a @ b / length(a @ b),
        ),
    ],
    explanation="""
$\\cos\\theta=\\frac{a\\cdot b}{\\|a\\|\\,\\|b\\|}$. Make one of the vectors ten times longer: the dot product above grows
by ten, the length below as well, and the quotient stays. So a long text and a short one about the same thing come out
alike.
""",
)
