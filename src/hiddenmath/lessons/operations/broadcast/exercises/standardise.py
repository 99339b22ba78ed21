"""Put all columns on one scale.

A model compares numbers, and centimetres beside millions are no fair comparison. Standardise: subtract the mean of each
column and divide by its spread. `fit` learns means and spreads from one table, and is there already. `transform` uses
these on any table, also on a new one.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


class Standardise:
    """Each column minus its mean, divided by its standard deviation, both of the table it was fitted to."""

    def fit(self, X):
        self.mean = X.mean(axis=0)
        self.spread = X.std(axis=0)
        return self

    def transform(self, X):
        return (X - self.mean) / self.spread  # blank


def on_new(X, new):
    return Standardise().fit(X).transform(new)


def tables(rng):
    for m, n, new in [(3, 2, 2), (3, 3, 3), (4, 2, 3), (5, 3, 2), (6, 4, 6), (30, 4, 10)]:
        middle, spread = rng.uniform(1, 9, size=n), rng.uniform(1, 4, size=n)
        yield tuple((middle + spread * rng.normal(size=(rows, n))).round(1) for rows in (m, new))


def scaled(X, new, mean, spread):
    return (new - mean) / spread


exercise = Exercise(
    parts=[Standardise],
    solution=on_new,
    cases=tables,
    example=lambda: {
        "X": np.array([[1.0, 100.0], [2.0, 300.0], [3.0, 500.0]]),
        "new": np.array([[2.0, 300.0], [4.0, 100.0]]),
    },
    grows=lambda rng, n: (rng.normal(size=(n, n)), rng.normal(size=(n, n))),
    concepts=["centring", "axis", "broadcasting"],
    hints=[
        "`fit` kept a mean and a spread for each column, under the names `self.mean` and `self.spread`.",
        "Nothing is learned in `transform`. First subtract, then divide: which of them needs brackets?",
    ],
    mistakes=[
        Mistake(
            "`transform` learns from the new table. Use the means and spreads that `fit` kept: a model must not "
            "look at the data it is tested on.",
            lambda X, new: scaled(X, new, new.mean(axis=0), new.std(axis=0)),
            lambda X, new: scaled(X, new, new.mean(axis=0), X.std(axis=0)),
            lambda X, new: scaled(X, new, X.mean(axis=0), new.std(axis=0)),
        ),
        Mistake(
            "You took one mean and one spread for all numbers. Each column has its own: axis 0.",
            lambda X, new: scaled(X, new, X.mean(), X.std()),
        ),
        Mistake(
            "You divided by the variance. The spread is its square root: `std`.",
            lambda X, new: scaled(X, new, X.mean(axis=0), X.var(axis=0)),
        ),
        Mistake(
            "You divided by the spread, but did not subtract the mean first.",
            lambda X, new: new / X.std(axis=0),
        ),
        Mistake(
            "You subtracted the mean, but did not divide by the spread.",
            lambda X, new: new - X.mean(axis=0),
        ),
        Mistake(
            "Only the mean was divided, since `/` comes before `-`. Put the difference in brackets.",
            lambda X, new: new - X.mean(axis=0) / X.std(axis=0),
        ),
        Mistake(
            "You multiplied by the spread. Divide, so that every column ends with spread 1.",
            lambda X, new: (new - X.mean(axis=0)) * X.std(axis=0),
        ),
        Mistake(
            "You divided by m - 1 in the spread (`ddof=1`). Here m is asked, as `std` does by itself.",
            lambda X, new: scaled(X, new, X.mean(axis=0), X.std(axis=0, ddof=1)),
        ),
        Mistake(
            "You squeezed the columns between 0 and 1. Asked were mean 0 and spread 1.",
            lambda X, new: (new - X.min(axis=0)) / (X.max(axis=0) - X.min(axis=0)),
        ),
        Mistake(
            "Mean and spread are exchanged: the mean is subtracted, and what is left is divided by the spread.",
            lambda X, new: scaled(X, new, X.std(axis=0), X.mean(axis=0)),
        ),
        Mistake(
            "You divided by the mean as well as by the spread. The mean is subtracted.",
            lambda X, new: new / (X.mean(axis=0) * X.std(axis=0)),
        ),
        Mistake(
            "You took one mean and one spread, of all numbers of the new table. Those that `fit` kept are one for each column.",
            lambda X, new: scaled(X, new, new.mean(), new.std()),
        ),
    ],
    explanation="""
`fit` keeps two vectors of length n, and `transform` uses them by broadcasting: (m, n) and (n,) are lined up at their
ends, so each row meets the same means. Learning them in `transform` again would let the new table into the model, and
a test on it would promise more than holds. It also fails where the new table has one row: its spread is 0.
""",
)
