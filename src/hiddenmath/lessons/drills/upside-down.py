"""Turn it upside down.

Give back the rows of `A` in reverse order, the last one first.
"""

from hiddenmath.learn import Exercise, Mistake


def upside_down(A):
    """Shapes: A (m, n) -> (m, n)."""
    return A[::-1]  # blank


def matrices(rng):
    for shape in [(2, 3), (3, 2), (3, 3), (4, 3), (5, 7)]:
        yield (rng.normal(size=shape).round(1),)


exercise = Exercise(
    solution=upside_down,
    cases=matrices,
    concepts=["indexing"],
    hints=["A step may be negative."],
    mistakes=[
        Mistake("You reversed each row. Reverse their order: the first thing in the brackets.", lambda A: A[:, ::-1]),
        Mistake("You reversed rows and columns: that is a half turn.", lambda A: A[::-1, ::-1]),
        Mistake("Nothing is reversed yet.", lambda A: A),
    ],
)
