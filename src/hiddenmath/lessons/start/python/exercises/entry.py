"""Take the third.

Take the third of the prices.
"""

from hiddenmath.learn import Exercise, Mistake


def third(prices):
    return prices[2]  # blank: 2


def lists(rng):
    for length in (5, 6, 7):
        yield ([int(price) for price in rng.permutation(range(1, 10))[:length]],)


exercise = Exercise(
    solution=third,
    form="lines",
    cases=lists,
    example=lambda: {"prices": [3, 5, 4, 1, 6]},
    concepts=["python"],
    hints=["The first one is number 0.", "Count on your fingers, and begin with zero."],
    mistakes=[
        Mistake("You counted from 1. The first is number 0, so this is the fourth.", lambda prices: prices[3]),
        Mistake("The first is number 0, so this is the second.", lambda prices: prices[1]),
        Mistake("Number 0 is the first one.", lambda prices: prices[0]),
        Mistake("A number below 0 counts from the end.", lambda prices: prices[-3], lambda prices: prices[-2]),
        Mistake("A colon makes a slice, a list again. One number needs no colon.", lambda prices: prices[2:3]),
    ],
    explanation="Numbers 0, 1 and 2 are the first, the second and the third. The last one is `prices[-1]`.",
)
