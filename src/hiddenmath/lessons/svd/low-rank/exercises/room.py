"""Where does it stop paying?

Give back the largest rank k at which k pieces of an m×n matrix need no more numbers than the matrix itself.
"""

from hiddenmath.learn import Exercise, Mistake


def worth(m, n):
    """The largest k with k (m + n + 1) ≤ m n: one whole number."""
    return m * n // (m + n + 1)  # blank: m * n // (m + n + 1)


def sizes(rng):
    """Such that the singular values count: without them, one more would seem to fit."""
    found = 0
    while found < 8:
        m, n = (int(size) for size in rng.integers(10, 900, size=2))
        if m * n // (m + n) > m * n // (m + n + 1):
            found += 1
            yield m, n


exercise = Exercise(
    solution=worth,
    cases=sizes,
    example=lambda: {"m": 427, "n": 640},
    concepts=["singular values"],
    hints=[
        "`//` divides and leaves the rest out: `7 // 2` is 3.",
        "How often do the numbers of one piece fit into those of the matrix?",
    ],
    mistakes=[
        Mistake("You left the singular values out: a piece is m + n + 1 numbers.", lambda m, n: m * n // (m + n)),
        Mistake("That is a fraction. A rank is a whole number: `//`.", lambda m, n: m * n / (m + n + 1)),
        Mistake("That is how many pieces there are at most. Long before, they need more room than the matrix.", lambda m, n: min(m, n)),
        Mistake("That is half of the pieces there are. Where it stops paying depends on both sides.", lambda m, n: min(m, n) // 2),
    ],
    explanation="""
k pieces are k (m + n + 1) numbers. This is at most m n as long as k is at most m n / (m + n + 1). For a photo of 427×640 it
is 255: about 60% of its 427 pieces. For a square matrix it is a little less than half.
""",
)
