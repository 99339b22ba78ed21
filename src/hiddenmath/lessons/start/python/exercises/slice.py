"""Take the first three.

Take the first three of the prices, as a list.
"""

from hiddenmath.learn import Exercise, Mistake


def first_three(prices):
    return prices[:3]  # blank: :3


def lists(rng):
    for length in (5, 6, 7):
        yield ([int(price) for price in rng.permutation(range(1, 10))[:length]],)


exercise = Exercise(
    solution=first_three,
    form="lines",
    cases=lists,
    example=lambda: {"prices": [3, 5, 4, 1, 6]},
    concepts=["python"],
    hints=["They are number 0, number 1 and number 2.", "A slice stops before its end. What comes after number 2?"],
    mistakes=[
        Mistake("A slice stops before its end, so the third one is missing.", lambda prices: prices[:2]),
        Mistake("Without a colon it is one price alone: the fourth.", lambda prices: prices[3]),
        Mistake(
            "You began with the second one: the first is number 0.",
            lambda prices: prices[1:4],
            lambda prices: prices[1:3],
        ),
        Mistake(
            "That is what comes after the first three. The end stands behind the colon.", lambda prices: prices[3:]
        ),
        Mistake("One too many: a slice stops before its end, so nothing has to be added.", lambda prices: prices[:4]),
        Mistake("A number below 0 counts from the end.", lambda prices: prices[-3:], lambda prices: prices[:-3]),
    ],
    explanation="`prices[0:3]` says the same. It has 3 − 0 = 3 entries, and that is why it stops before its end.",
)
