"""Where does it stop paying?

A grey photo of m×n pixels has a byte for each. It is kept as pieces, and each number of a piece takes `size` bytes. Give back
the largest rank k at which k pieces need no more bytes than the photo.
"""

from hiddenmath.learn import Exercise, Mistake


def worth(m, n, size):
    """The largest k with k (m + n + 1) size ≤ m n: one whole number."""
    return m * n // (size * (m + n + 1))  # blank: m * n // (size * (m + n + 1))


def sizes(rng):
    """In turn such that without the singular values one more would seem to fit, and such that only rounding up says one more."""
    for telling in (counts, rounds) * 4:
        while True:
            m, n = (int(side) for side in rng.integers(40, 900, size=2))
            size = int(rng.choice([2, 4, 8]))
            if telling(m, n, size):
                break
        yield m, n, size


def counts(m, n, size):
    return m * n // (size * (m + n)) > worth(m, n, size) > 0


def rounds(m, n, size):
    return round(m * n / (size * (m + n + 1))) > worth(m, n, size) > 0 and not counts(m, n, size)


exercise = Exercise(
    solution=worth,
    cases=sizes,
    example=lambda: {"m": 427, "n": 640, "size": 8},
    concepts=["singular values"],
    hints=[
        "`//` divides and leaves the rest out: `7 // 2` is 3.",
        "How many bytes is one piece? How often do they fit into those of the photo?",
    ],
    mistakes=[
        Mistake(
            "You counted numbers, not bytes. A pixel is one byte, a number of a piece is `size` of them.",
            lambda m, n, size: m * n // (m + n + 1),
        ),
        Mistake("You left the singular values out: a piece is m + n + 1 numbers.", lambda m, n, size: m * n // (size * (m + n))),
        Mistake("That is a fraction. A rank is a whole number: `//`.", lambda m, n, size: m * n / (size * (m + n + 1))),
        Mistake(
            "Python multiplied where you meant to divide: it goes from left to right. Put all bytes of a piece in brackets.",
            lambda m, n, size: m * n // (m + n + 1) * size,
            lambda m, n, size: m * n // size * (m + n + 1),
        ),
        Mistake("That is how many pieces there are at most. Long before, they need more room than the photo.", lambda m, n, size: min(m, n)),
        Mistake("You gave every pixel `size` bytes. The photo has one byte for each.", lambda m, n, size: m * n * size // (m + n + 1)),
        Mistake(
            "A bracket is missing: a piece is m + n + 1 numbers, and all of them take `size` bytes each.",
            lambda m, n, size: m * n // (size * m + n + 1),
            lambda m, n, size: m * n // size // m + n + 1,
            lambda m, n, size: m * n // m + n + 1 * size,
        ),
        Mistake(
            "You counted numbers, not bytes, and gave a fraction. A number of a piece is `size` bytes, and a rank is whole: `//`.",
            lambda m, n, size: m * n / (m + n + 1),
        ),
        Mistake(
            "That is what one piece needs, in bytes. How many such pieces fit into the photo?",
            lambda m, n, size: (m + n + 1) * size,
        ),
        Mistake(
            "You divided the photo by the bytes of one number. Divide it by those of one piece, which has m + n + 1 numbers.",
            lambda m, n, size: m * n // size,
            lambda m, n, size: m * n / size,
        ),
        Mistake(
            "That is the rest, the bytes that are left over (`%`). How often the piece fits says `//`.",
            lambda m, n, size: m * n % (size * (m + n + 1)),
        ),
    ],
    explanation="""
A piece is m + n + 1 numbers of `size` bytes, and the photo is m n bytes. For 427×640 pixels and the eight bytes in which NumPy
keeps a number, only the first 31 pieces pay. With a byte for each number it is 255, which is about 60% of the 427 there are.
""",
)
