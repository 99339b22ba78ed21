"""Train it.

Start with all unknowns 0, and take `steps` steps with this `rate` down the gradient of mean((A @ x - b)**2). Give back
where you end.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def train(A, b, rate, steps):
    """The unknowns after so many steps. Shapes: A (m, n), b (m,) -> (n,)."""
    x = np.zeros(A.shape[1])
    for _ in range(steps):
        gradient = 2 / len(b) * A.T @ (A @ x - b)
        x = x - rate * gradient  # blank: x - rate * gradient
    return x


def walk(A, b, rate, steps, momentum=0.0, start=0.0):
    x, moved = np.full(A.shape[1], start), 0.0
    for _ in range(steps):
        moved = momentum * moved - rate * 2 / len(b) * A.T @ (A @ x - b)
        x = x + moved
    return x


def each_step(A, b, steps, then):
    x = np.zeros(A.shape[1])
    for _ in range(steps):
        x = then(x, 2 / len(b) * A.T @ (A @ x - b))
    return x


def trainings(rng):
    for m, n, steps in [(3, 2, 2), (3, 2, 3), (4, 2, 5), (6, 3, 8), (20, 4, 30)]:
        A = np.column_stack([np.ones(m), rng.normal(size=(m, n - 1))]).round(2)
        yield A, rng.integers(-6, 7, size=m) + 0.5, 0.1, steps


exercise = Exercise(
    solution=train,
    cases=trainings,
    example=lambda: {
        "A": np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]),
        "b": np.array([1.0, 3.0, 2.0]),
        "rate": 0.2,
        "steps": 100,
    },
    concepts=["least squares"],
    hints=["The gradient points uphill.", "The new place is the old one minus the rate times the gradient."],
    mistakes=[
        Mistake("You went uphill: the gradient is subtracted.", lambda A, b, rate, steps: walk(A, b, -rate, steps)),
        Mistake("You subtracted the whole gradient. Take the rate times it.", lambda A, b, rate, steps: walk(A, b, 1.0, steps)),
        Mistake("You took one step only. Each step begins where the last one ended.", lambda A, b, rate, steps: walk(A, b, rate, 1)),
        Mistake("You took one step too few.", lambda A, b, rate, steps: walk(A, b, rate, steps - 1)),
        Mistake("That is where the way would end at last. Asked was where so many steps lead.", lambda A, b, rate, steps: np.linalg.lstsq(A, b, rcond=None)[0]),
        Mistake(
            "`x` became the step alone. A step starts where you stand: it is taken from `x`.",
            lambda A, b, rate, steps: each_step(A, b, steps, lambda x, g: -rate * g),
            lambda A, b, rate, steps: each_step(A, b, steps, lambda x, g: rate * g),
            lambda A, b, rate, steps: each_step(A, b, steps, lambda x, g: g),
        ),
        Mistake(
            "You did not leave 0: the gradient is missing from the step, or it is multiplied by `x`, which is 0 at first.",
            lambda A, b, rate, steps: np.zeros(A.shape[1]),
        ),
        Mistake(
            "You divided by the rate. It is a factor, and makes the steps short.",
            lambda A, b, rate, steps: walk(A, b, 1 / rate, steps),
        ),
        Mistake(
            "Every step is `steps` times too long. The loop repeats it already.",
            lambda A, b, rate, steps: walk(A, b, rate * steps, steps),
        ),
        Mistake(
            "You subtracted the rate without the gradient, so every unknown moves alike. The step is the rate times the gradient.",
            lambda A, b, rate, steps: np.full(A.shape[1], -rate * steps),
            lambda A, b, rate, steps: np.full(A.shape[1], -rate * steps**2),
        ),
        Mistake(
            "The rate multiplies `x` as well. It belongs to the gradient alone.",
            lambda A, b, rate, steps: each_step(A, b, steps, lambda x, g: rate * (x - g)),
            lambda A, b, rate, steps: each_step(A, b, steps, lambda x, g: rate * x - g),
        ),
    ],
    explanation="""
Each step begins where the last one ended, so `x` is written anew in the loop. The more steps, the nearer to what
`np.linalg.lstsq` says at once. For a network with bends there is nothing that says it at once, and the loop stays the same.
""",
)
