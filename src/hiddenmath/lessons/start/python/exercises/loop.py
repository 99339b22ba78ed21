"""Go through a list.

The prices are in euros. Make a list of the same prices in cents: a hundred times as many.
"""

from hiddenmath.learn import Exercise, Mistake


def in_cents(prices):
    return [100 * price for price in prices]  # blank: 100 * price


def lists(rng):
    for length in (3, 4, 5):
        yield ([int(price) for price in rng.permutation(range(1, 10))[:length]],)


exercise = Exercise(
    solution=in_cents,
    form="lines",
    cases=lists,
    example=lambda: {"prices": [3, 5, 4]},
    concepts=["python"],
    hints=["In front of `for` stands what is made of one price.", "One price is called `price`, all of them `prices`."],
    mistakes=[
        Mistake(
            "`prices` is the whole list, and times 100 it stands a hundred times over. One of them is called `price`.",
            lambda prices: [100 * prices for price in prices],
        ),
        Mistake(
            "You put the whole list in for each price. One of them is called `price`.",
            lambda prices: [prices for price in prices],
        ),
        Mistake("The prices are unchanged. Multiply each by 100.", lambda prices: list(prices)),
        Mistake("You added 100. A euro is a hundred times a cent.", lambda prices: [price + 100 for price in prices]),
        Mistake("You divided. A price in cents is a larger number.", lambda prices: [price / 100 for price in prices]),
        Mistake("Each entry is 100 itself. Multiply `price` by it.", lambda prices: [100 for price in prices]),
    ],
    explanation="A list times 100 would be the list a hundred times over. So go through it, and multiply each price.",
)
