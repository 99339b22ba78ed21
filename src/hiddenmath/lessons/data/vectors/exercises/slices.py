"""What does it pick?

Say what the line gives, before you run it. Python counts from 0, and a slice stops before its end.
"""

from hiddenmath.learn import Mistake, Predict


def picked(v, i, j):
    return v[i:j]


def given(rng):
    i = int(rng.integers(1, 3))
    return {"v": 10 * rng.permutation(9)[:6] + 10, "i": i, "j": i + int(rng.integers(2, 4))}


exercise = Predict(
    asks=picked,
    given=given,
    why=lambda v, i, j: f"The first entry is number 0, so the slice begins at {v[i]} and stops before number {j}.",
    concepts=["indexing"],
    hints=["The first entry is `v[0]`.", "`v[0:2]` has two entries: number 0 and number 1."],
    mistakes=[
        Mistake("You counted from 1. The first entry is `v[0]`.", lambda v, i, j: v[i - 1 : j - 1]),
        Mistake("You took the entry at the end as well. A slice stops before it.", lambda v, i, j: v[i : j + 1]),
        Mistake(
            "You counted from 1, and took the end as well. The first entry is `v[0]`, and a slice stops before its end.",
            lambda v, i, j: v[i - 1 : j],
        ),
        Mistake("You gave the places. Asked were the entries that stand there.", lambda v, i, j: range(i, j)),
    ],
)
