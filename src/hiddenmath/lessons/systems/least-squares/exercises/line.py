"""Fit a line.

A model learns in `fit` and answers in `predict`. This one is a line, y = intercept + slope·x: find the one with the least
sum of squared errors, and then say y for new x.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


class Line:
    """The line with the smallest sum of squared errors."""

    def fit(self, x, y):
        A = np.column_stack([np.ones(len(x)), x])  # blank: [np.ones(len(x)), x]
        self.intercept, self.slope = np.linalg.lstsq(A, y)[0]  # blank: np.linalg.lstsq(A, y)[0]
        return self

    def predict(self, x):
        return self.intercept + self.slope * x  # blank


def predictions(x, y, new):
    return Line().fit(x, y).predict(new)


def points(rng):
    """Far from zero, so that the intercept and centring matter."""
    for m, new in [(3, 2), (3, 3), (4, 2), (5, 3), (8, 4), (20, 5)]:
        x = np.sort(rng.uniform(2, 9, size=m)).round(1) + 0.1 * np.arange(m)
        yield (
            x,
            (rng.uniform(3, 6) + rng.uniform(0.5, 2) * x + rng.normal(size=m)).round(1),
            rng.uniform(0, 9, size=new).round(1),
        )


def centred_slope(x, y):
    return (x - x.mean()) @ (y - y.mean()) / np.sum((x - x.mean()) ** 2)


def fitted(x, y):
    slope = centred_slope(x, y)
    return y.mean() - slope * x.mean(), slope


exercise = Exercise(
    parts=[Line],
    solution=predictions,
    cases=points,
    example=lambda: {"x": np.array([1.0, 2.0, 3.0]), "y": np.array([2.0, 3.0, 5.0]), "new": np.array([0.0, 4.0])},
    concepts=["least squares"],
    picture="fit",
    hints=[
        "The line has two unknowns, so `A` has two columns: which number is the intercept multiplied by?",
        "The first column is all ones. `np.linalg.lstsq(...)` gives four things, and the first is the solution.",
    ],
    mistakes=[
        Mistake(
            "There is no intercept: your line is forced through zero. Give `A` a column of ones.",
            lambda x, y, new: x @ y / (x @ x) * new,
        ),
        Mistake(
            "`predict` leaves the intercept out. A line is intercept plus slope times x.",
            lambda x, y, new: fitted(x, y)[1] * new,
        ),
        Mistake(
            "The slope is that of a line through zero, and so is not centred. Fit slope and intercept together.",
            lambda x, y, new: y.mean() + x @ y / (x @ x) * (new - x.mean()),
        ),
        Mistake(
            "Intercept and slope are exchanged. They come in the order of the columns of `A`.",
            lambda x, y, new: fitted(x, y)[1] + fitted(x, y)[0] * new,
        ),
        Mistake(
            "The slope is y against its own spread. Divide by the squares of x.",
            lambda x, y, new: (
                y.mean() + (x - x.mean()) @ (y - y.mean()) / np.sum((y - y.mean()) ** 2) * (new - x.mean())
            ),
        ),
        Mistake(
            "`predict` gives the mean of y for every x. Add slope times the step from the mean of x.",
            lambda x, y, new: y.mean() + 0 * new,
        ),
        Mistake(
            "Your line goes through the first and the last point. The best one listens to all of them.",
            lambda x, y, new: y[0] + (y[-1] - y[0]) / (x[-1] - x[0]) * (new - x[0]),
        ),
        Mistake(
            "You gave back intercept and slope. `predict` says y, one number for each new x.",
            lambda x, y, new: np.array(fitted(x, y)),
        ),
        Mistake(
            "You added intercept and slope before multiplying by x. The intercept is added once, for itself.",
            lambda x, y, new: sum(fitted(x, y)) * new,
        ),
    ],
    explanation="""
The line is $A\\,(\\text{intercept}, \\text{slope})^\\top$ with a column of ones for the intercept, so fitting it is least
squares with two unknowns. `fit` gives back `self`, so that `Line().fit(x, y).predict(new)` reads as one line; it is what
scikit-learn's models do.
""",
)
