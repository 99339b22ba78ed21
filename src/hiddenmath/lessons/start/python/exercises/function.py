"""Write a function.

Let it give back twice the number `x`.
"""

from hiddenmath.learn import Exercise, Mistake


def twice(x):
    """Two times x."""
    return 2 * x  # blank


exercise = Exercise(
    solution=twice,
    cases=lambda rng: [(3,), (-5,), (int(rng.integers(10, 90)),)],
    example=lambda: {"x": 3},
    concepts=["python"],
    hints=[
        "`x` stands for whatever number the function is called with.",
        "Times is written with a star, also beside a number.",
    ],
    mistakes=[
        Mistake("That is x times x, its square.", lambda x: x * x),
        Mistake("You added 2. Twice is times 2.", lambda x: x + 2),
        Mistake("That is x once.", lambda x: x),
        Mistake("This is right for 3 alone. Use `x`.", lambda x: 6),
    ],
    explanation="`twice(3)` is 6, and `twice(twice(3))` is 12: what is given back can be used at once.",
)
