"""Give it a name.

`price` and `number` hold two numbers. Let `total` be what so many cost: their product. Times is written `*`.
"""

from hiddenmath.learn import Exercise, Mistake


def cost(price, number):
    total = price * number  # blank
    return total


def purchases(rng):
    """Never 12, which is what the example costs."""
    yield from ((5, 3), (4, 7), (9, 2))
    yield int(rng.integers(5, 10)), int(rng.integers(3, 9))


exercise = Exercise(
    solution=cost,
    form="lines",
    cases=purchases,
    example=lambda: {"price": 3, "number": 4},
    concepts=["python"],
    hints=["Use the two names, not the numbers that they hold now.", "A star stands between the two names."],
    mistakes=[
        Mistake(
            "You wrote the number itself, and it is right for one purchase. With the names it is right for each.",
            lambda price, number: 12,
        ),
        Mistake("You added the two. Times is a star: `*`.", lambda price, number: price + number),
        Mistake("Two stars are a power. Times is one star.", lambda price, number: price**number),
        Mistake("That is one of the two alone.", lambda price, number: price, lambda price, number: number),
    ],
    explanation="The right side is computed first, with what the names hold now. Then `total` holds the result.",
)
