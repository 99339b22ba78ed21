"""Set the negative ones to 0.

Replace every negative number by 0 and leave the others. Networks do this after every layer and call it **ReLU**.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def relu(v):
    """Shapes: v (n,) -> (n,)."""
    return np.maximum(v, 0)  # blank


def vectors(rng):
    for n in (2, 4, 6, 20):
        yield (np.append([-1.5, 2.5], rng.normal(size=n).round(1)),)


exercise = Exercise(
    solution=relu,
    cases=vectors,
    concepts=["masks"],
    hints=["Of each number and 0, take the larger: `np.maximum`, not `np.max`."],
    mistakes=[
        Mistake("You left the negative ones out. They should become 0.", lambda v: v[v > 0], lambda v: v[v >= 0]),
        Mistake("You dropped the signs. Negative numbers should become 0.", lambda v: abs(v)),
        Mistake("You kept the negative ones and set the others to 0.", lambda v: np.minimum(v, 0)),
        Mistake("That is one number, the largest. `np.maximum` compares number by number.", lambda v: v.max()),
    ],
)
