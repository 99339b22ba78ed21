"""What does it cost?

A matrix of `m` rows and `n` columns is kept as `k` pieces. Say how many numbers these are, before you run it.
"""

from hiddenmath.learn import Mistake, Predict


def numbers(m, n, k):
    return k * (m + n + 1)


def given(rng):
    m, n = (int(size) for size in 10 * rng.permutation([3, 4, 5, 7, 8])[:2])
    return {"m": m, "n": n, "k": int(rng.integers(2, 6))}


exercise = Predict(
    asks=numbers,
    given=given,
    why=lambda m, n, k: f"A piece is a column of {m}, a row of {n} and one singular value: {m + n + 1}. {k} of them are {k * (m + n + 1)}.",
    concepts=["singular values"],
    hints=["What does one piece consist of?", "A column of m numbers, a row of n numbers, and how important it is."],
    mistakes=[
        Mistake("The singular values are missing, one for each piece.", lambda m, n, k: k * (m + n)),
        Mistake("That is the whole matrix. A piece is a column and a row, not a table.", lambda m, n, k: m * n),
        Mistake("You counted a table for each piece. A piece is a column and a row.", lambda m, n, k: k * m * n),
        Mistake("That is one piece. There are k of them.", lambda m, n, k: m + n + 1),
        Mistake("You counted one singular value for all pieces together. Each piece has its own.", lambda m, n, k: k * (m + n) + 1),
    ],
)
