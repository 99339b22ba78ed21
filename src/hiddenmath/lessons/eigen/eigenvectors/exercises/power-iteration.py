"""Let it settle.

Multiply a vector by `A` again and again, each time made as long as 1: it turns towards the eigenvector that is stretched
most. Give back its eigenvalue and the eigenvector, in this order. `A` is symmetric; an eigenvector of any length
is right, and so is its opposite.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake, eigenpairs


def dominant(A):
    """The eigenvalue of largest size, and its eigenvector. Shapes: A (n, n) -> one number, (n,)."""
    v = np.random.default_rng(0).normal(size=len(A))
    for _ in range(100):
        v = A @ v  # blank
        v = v / np.linalg.norm(v)  # blank
    return v @ A @ v, v  # blank: v @ A @ v


def symmetric(rng):
    """Each eigenvalue clearly smaller than the one before, and some largest ones below zero."""
    for n, sign in [(2, 1), (2, -1), (3, 1), (3, -1), (4, 1), (5, -1), (8, 1)]:
        Q = np.linalg.qr(rng.normal(size=(n, n)))[0]
        sizes = rng.uniform(3, 6) * 0.6 ** np.arange(n)
        values = sizes * rng.choice([-1, 1], size=n)
        values[0] = sign * sizes[0]
        A = Q * values @ Q.T
        yield ((A + A.T) / 2,)


def pairs_of(A):
    w, V = np.linalg.eigh(A)
    order = np.argsort(-abs(w))
    return w[order], V[:, order]


def a_row(A):
    w, V = np.linalg.eigh(A)
    k = abs(w).argmax()
    return w[k], V[k]


def after_two_steps(A):
    v = A @ A @ np.arange(1.0, len(A) + 1)
    v = v / np.linalg.norm(v)
    return v @ A @ v, v


def never_divided(A):
    v = np.ones(len(A)) + 0.1 * np.arange(len(A))
    for _ in range(100):
        v = A @ v
    return v @ A @ v, v


def largest_entry_one(A):
    v = pairs_of(A)[1][:, 0]
    v = v / abs(v).max()
    return v @ A @ v, v


def is_eigenvector(w, v, A):
    return np.linalg.norm(A @ v - w * v) <= 1e-6 * np.linalg.norm(A) * np.linalg.norm(v)


def right_value(w, A):
    return np.isclose(w, pairs_of(A)[0][0])


def is_direction(v, A):
    return abs(v @ pairs_of(A)[1][:, 0]) > (1 - 1e-9) * np.linalg.norm(v) > 0


exercise = Exercise(
    solution=dominant,
    cases=symmetric,
    check=eigenpairs(rtol=1e-6),
    example=lambda: {"A": np.array([[2.0, 1.0], [1.0, 2.0]])},
    concepts=["eigenvectors"],
    hints=[
        "In each step two lines: apply the matrix, then make the vector as long as 1.",
        "For a vector of length 1, how far does its image reach along the vector itself? That shadow is the eigenvalue.",
    ],
    mistakes=[
        Mistake(
            "The direction is right, its length is not 1. Only then is `v @ A @ v` the eigenvalue: in each step divide by the "
            "length, `np.linalg.norm(v)`. (`len` counts the entries.)",
            never_divided,
            largest_entry_one,
            when=lambda w, v, A: is_direction(v, A) and not right_value(w, A) and np.isclose(w, v @ A @ v),
        ),
        Mistake(
            "The vector is right, the value has lost its sign: a length is never below 0. Take the shadow of `A @ v` on v.",
            lambda A: (abs(pairs_of(A)[0][0]), pairs_of(A)[1][:, 0]),
            when=lambda w, v, A: not right_value(w, A) and right_value(-w, A) and is_direction(v, A),
        ),
        Mistake(
            "Your vector is no eigenvector yet: `A @ v` points elsewhere. Take more steps, until it stays.",
            after_two_steps,
            when=lambda w, v, A: v.any() and np.isclose(w, v @ A @ v / (v @ v)) and not is_eigenvector(w, v, A),
        ),
        Mistake(
            "This is an eigenpair, but not the one that is stretched most. Compare sizes, without signs.",
            lambda A: (pairs_of(A)[0][1], pairs_of(A)[1][:, 1]),
            lambda A: (pairs_of(A)[0][-1], pairs_of(A)[1][:, -1]),
            when=lambda w, v, A: v.any() and not right_value(w, A) and is_eigenvector(w, v, A),
        ),
        Mistake(
            "The value is right, the vector is a row of the matrix of eigenvectors. They are its columns: `V[:, k]`.",
            a_row,
        ),
        Mistake(
            "The vector is right. As value you gave its length, which is 1 after dividing. How far does `A @ v` reach along v?",
            lambda A: (1.0, pairs_of(A)[1][:, 0]),
            when=lambda w, v, A: is_direction(v, A) and not right_value(w, A) and np.isclose(w, 1),
        ),
        Mistake(
            "The vector is right. The value is no entry of it, nor of `A @ v`: by which number is `v` multiplied to give `A @ v`?",
            lambda A: (max(pairs_of(A)[1][:, 0]), pairs_of(A)[1][:, 0]),
            lambda A: ((A @ pairs_of(A)[1][:, 0])[0], pairs_of(A)[1][:, 0]),
            when=lambda w, v, A: (
                is_direction(v, A)
                and not is_eigenvector(w, v, A)
                and not np.isclose([v @ A @ v, 1], w).any()
                and np.isclose([*v, *(A @ v)], w).any()
            ),
        ),
        Mistake(
            "The vector is right. The value belongs to another eigenvector: it is not the one by which `v` is stretched.",
            lambda A: (pairs_of(A)[0][1], pairs_of(A)[1][:, 0]),
            when=lambda w, v, A: is_direction(v, A) and np.isclose(pairs_of(A)[0][1:], w).any(),
        ),
    ],
    explanation="""
Write the first vector as a sum of eigenvectors. Each step multiplies every part by its own eigenvalue, so the part with
the largest one takes over: after k steps the others are smaller by $(\\lambda_2/\\lambda_1)^k$. Without dividing by the length
the numbers run out of range. With $\\|v\\|=1$ and $Av=\\lambda v$ one has $v^\\top A v=\\lambda$, sign included.
""",
)
