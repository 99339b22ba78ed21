"""Multiply two matrices.

Entry (i, j) of the product is row i of `A` times column j of `B`: multiply pair by pair and add. Write what each entry
is. (Later you will write `A @ B`; do it by hand once.)
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake


def product(A, B):
    """The product AB. Shapes: A (m, n), B (n, p) -> (m, p)."""
    m, p = len(A), B.shape[1]
    C = np.zeros((m, p))
    for i in range(m):
        for j in range(p):
            C[i, j] = A[i] @ B[:, j]  # blank
    return C


def in_one_step(A, B):
    return A @ B


def pairs(rng):
    """Square ones as well, where rows and columns can be mixed up without an error."""
    for m, n, p in [(2, 2, 2), (2, 2, 2), (3, 3, 3), (2, 3, 2), (1, 3, 2), (3, 2, 4), (4, 4, 4), (5, 6, 7)]:
        yield rng.integers(-5, 6, size=(m, n)) + 0.5, rng.integers(-5, 6, size=(n, p)) + 0.5


def summed(A, B, terms):
    return sum((A[:, k : k + 1] * B[k] for k in terms), np.zeros((len(A), B.shape[1])))


def by_hand(A, B, entry):
    C = np.zeros((len(A), B.shape[1]))
    for i in range(len(C)):
        for j in range(C.shape[1]):
            C[i, j] = entry(i, j)
    return C


exercise = Exercise(
    solution=product,
    cases=pairs,
    grows=lambda rng, n: (rng.normal(size=(n, n)), rng.normal(size=(n, n))),
    fast=in_one_step,
    example=lambda: {"A": np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]), "B": np.eye(3)[:, ::-1]},
    concepts=["matrix products"],
    hints=[
        "Row i of `A` is `A[i]`. Which brackets give column j of `B`?",
        "A row and a column are two vectors of the same length. Their dot product is one number.",
    ],
    mistakes=[
        Mistake(
            "`*` multiplies entry by entry. In a matrix product each entry is a whole row times a whole column.",
            lambda A, B: A * B,
        ),
        Mistake(
            "You took rows of `B` in place of columns. Column j is `B[:, j]`.",
            lambda A, B: A @ B.T,
        ),
        Mistake(
            "Only the last pair is left: each one overwrites the one before. Add them up, with `+=`.",
            lambda A, B: summed(A, B, [A.shape[1] - 1]),
        ),
        Mistake(
            "The last pair is left out. `range(n)` already stops before `n`.",
            lambda A, B: summed(A, B, range(A.shape[1] - 1)),
        ),
        Mistake(
            "The first pair is left out. Python counts from 0.",
            lambda A, B: summed(A, B, range(1, A.shape[1])),
        ),
        Mistake(
            "You multiplied in the other order, BA. The order matters: rows come from `A`, columns from `B`.",
            lambda A, B: B @ A,
        ),
        Mistake(
            "You multiplied the sum of a row by the sum of a column. Multiply pair by pair first, then add.",
            lambda A, B: A.sum(axis=1, keepdims=True) * B.sum(axis=0),
        ),
        Mistake(
            "Rows and columns of the result are exchanged: row i of `A` belongs to row i of the product.",
            lambda A, B: (A @ B).T,
        ),
        Mistake(
            "You multiplied one pair only, in the place (i, j) of both. It takes the whole row i and the whole column j.",
            lambda A, B: by_hand(A, B, lambda i, j: A[i, j] * B[i, j]),
            lambda A, B: by_hand(A, B, lambda i, j: A[i, j] * B[j, i]),
        ),
        Mistake(
            "You took column i of `B`. The column belongs to j, as the row belongs to i.",
            lambda A, B: by_hand(A, B, lambda i, j: A[i] @ B[:, i]),
        ),
        Mistake(
            "You took the same column for every j, or the same row for every i. The row is that of i, the column that of j.",
            lambda A, B: by_hand(A, B, lambda i, j: A[i] @ B[:, 0]),
            lambda A, B: by_hand(A, B, lambda i, j: A[0] @ B[:, j]),
        ),
        Mistake(
            "i and j are exchanged: row i comes from `A`, column j from `B`.",
            lambda A, B: by_hand(A, B, lambda i, j: A[j] @ B[:, i]),
        ),
        Mistake(
            "You took a column of `A` and a row of `B`. It is row i of `A` and column j of `B`.",
            lambda A, B: by_hand(A, B, lambda i, j: A[:, i] @ B[j]),
        ),
        Mistake(
            "You added where pairs are multiplied. Multiply pair by pair, then add the products.",
            lambda A, B: by_hand(A, B, lambda i, j: np.sum(A[i] + B[:, j])),
        ),
        Mistake(
            "You added only the first two pairs. A row has as many numbers as `A` has columns.",
            lambda A, B: by_hand(A, B, lambda i, j: A[i, 0] * B[0, j] + A[i, 1] * B[1, j]),
        ),
    ],
    explanation="""
Row i of `A` and column j of `B` have the same length n, so they have a dot product, and it is the entry (i, j):
$C_{ij}=\\sum_k A_{ik}B_{kj}$. That is why the left matrix needs as many columns as the right one has rows. `A @ B` does
the same in one step, and much faster: it reads the numbers in blocks that stay close to the processor.
""",
)
