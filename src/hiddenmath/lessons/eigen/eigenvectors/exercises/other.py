"""The other line.

`A` is symmetric and 2×2, and `v` is one of its eigenvectors. Give back another one, on another line, without solving anything.
Any length is right, and so is the opposite.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake, up_to_scale


def other(A, v):
    """An eigenvector at right angles to v. Shapes: A (2, 2), v (2,) -> (2,)."""
    return np.array([-v[1], v[0]])  # blank: -v[1], v[0]


def given(rng):
    """Whole numbers: a multiple of I, and one of v vᵀ added to it."""
    for _ in range(8):
        x, y = rng.permutation(np.arange(1, 5))[:2] * rng.choice([-1, 1], size=2)
        v = np.array([float(x), float(y)])
        yield float(rng.choice([-3, -2, 2, 3])) * np.eye(2) + float(rng.choice([-1, 1, 2])) * np.outer(v, v), v


exercise = Exercise(
    solution=other,
    cases=given,
    check=up_to_scale(),
    example=lambda: {"A": np.array([[2.0, 1.0], [1.0, 2.0]]), "v": np.array([1.0, 1.0])},
    concepts=["eigenvectors", "dot products"],
    hints=["The two lines stand at right angles, so the dot product of `v` and the answer is 0.", "Exchange the two entries. What else must change, so that the products cancel?"],
    mistakes=[
        Mistake("That is `v` with its entries exchanged. One of the two must change its sign as well, so that the dot product is 0.", lambda A, v: v[::-1]),
        Mistake("That is `v` with one sign changed. Exchange the two entries as well, so that the dot product is 0.", lambda A, v: np.array([v[0], -v[1]])),
        Mistake("That lies on the line of `v` itself: opposite, or longer, it is the same eigenvector.", lambda A, v: -v, lambda A, v: A @ v),
    ],
    explanation="""
Why at right angles? Let $Av=\\lambda v$ and $Aw=\\mu w$. Where $A=A^\\top$, the dot products $(Av)\\cdot w$ and $v\\cdot(Aw)$ are the same
number, so $\\lambda\\,v\\cdot w=\\mu\\,v\\cdot w$. With $\\lambda\\neq\\mu$ only $v\\cdot w=0$ is left. `A @ np.array([-v[1], v[0]])` shows that it holds.
""",
)
