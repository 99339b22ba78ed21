"""A matrix times a vector.

Give back the product of `A` and `x`: for each row of `A`, its dot product with `x`.
"""

from hiddenmath.learn import Exercise, Mistake


def product(A, x):
    """Shapes: A (m, n), x (n,) -> (m,)."""
    return A @ x  # blank


def pairs(rng):
    for m, n in [(2, 2), (3, 3), (2, 4), (5, 3)]:
        yield rng.normal(size=(m, n)).round(1), rng.normal(size=n).round(1)


exercise = Exercise(
    solution=product,
    cases=pairs,
    concepts=["matrix products"],
    hints=["The same sign as for a dot product."],
    mistakes=[
        Mistake("You multiplied number by number. In a product each row is then added up.", lambda A, x: A * x),
        Mistake("The two are swapped: that takes the columns of `A`.", lambda A, x: x @ A),
        Mistake("You added the rows up without `x`.", lambda A, x: A.sum(axis=1)),
    ],
)
