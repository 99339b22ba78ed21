"""One step.

The error is x², so its slope at `x` is 2x. Say where one step of descent ends, before you run it.
"""

from hiddenmath.learn import Mistake, Predict


def step(x, rate):
    return x - rate * 2 * x


def given(rng):
    """Whole results; among the rates one that is just right, and one that is too long."""
    while True:
        x, rate = int(rng.choice([-10, -8, -4, 4, 8, 10])), float(rng.choice([0.1, 0.25, 0.75, 1.5]))
        answers = {x - rate * 2 * x, x + rate * 2 * x, x - rate * x, x - 2 * x, rate * 2 * x, x - rate}
        if len(answers) == 6:
            return {"x": x, "rate": rate}


def why(x, rate):
    end = step(x, rate)
    slope = f"The slope is 2·({x}) = {2 * x}. {x} − {rate:g}·({2 * x}) = {end:g}."
    return slope + (" That is farther from 0 than before: the step was too long." if abs(end) > abs(x) else "")


exercise = Predict(
    asks=step,
    given=given,
    why=why,
    concepts=["least squares"],
    hints=["First the slope at x.", "Then x minus the rate times that slope."],
    mistakes=[
        Mistake("You went uphill. The slope is subtracted.", lambda x, rate: x + rate * 2 * x),
        Mistake("You multiplied the rate by x. Multiply it by the slope, which is 2x.", lambda x, rate: x - rate * x),
        Mistake("You subtracted the whole slope. Take the rate times it.", lambda x, rate: x - 2 * x),
        Mistake("That is how far the step goes. Where does it end?", lambda x, rate: rate * 2 * x),
        Mistake("You subtracted the rate. Take the rate times the slope.", lambda x, rate: x - rate),
    ],
)
