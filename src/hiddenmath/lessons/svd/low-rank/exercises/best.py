"""Keep the most important parts.

The singular value decomposition writes a matrix as a sum of simple ones, most important first. Give back the sum of the
first k: of all matrices of rank k it is the nearest to `A`.
"""

import numpy as np

from hiddenmath.learn import Exercise, Mistake, close


def best(A, k):
    """The matrix of rank k nearest to `A`. Shapes: A (m, n) -> (m, n)."""
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return U[:, :k] * s[:k] @ Vt[:k]  # blank


def matrices(rng):
    """Each singular value clearly smaller than the one before; square ones as well."""
    for m, n, k in [(3, 3, 1), (3, 2, 1), (3, 3, 2), (2, 4, 1), (4, 4, 2), (5, 4, 3), (6, 6, 2), (12, 8, 4)]:
        least = min(m, n)
        U, V = (np.linalg.qr(rng.normal(size=(size, size)))[0][:, :least] for size in (m, n))
        yield U * (9 * 0.6 ** np.arange(least)) @ V.T, k


def parts(A):
    return np.linalg.svd(A, full_matrices=False)


def summed(A, which):
    U, s, Vt = parts(A)
    return U[:, which] * s[which] @ Vt[which]


exercise = Exercise(
    solution=best,
    cases=matrices,
    check=close(rtol=1e-7),
    grows=lambda rng, n: (rng.normal(size=(n, n)), 4),
    concepts=["singular values"],
    hints=[
        "Part number i is `s[i]` times column i of `U` times row i of `Vt`.",
        "All three must be cut: k columns of `U`, k numbers of `s`, k rows of `Vt`.",
    ],
    mistakes=[
        Mistake(
            "The singular values are missing: without them all parts count the same.",
            lambda A, k: parts(A)[0][:, :k] @ parts(A)[2][:k],
        ),
        Mistake(
            "One part too few is added: `:k` already stops before k.",
            lambda A, k: summed(A, slice(0, k - 1)),
        ),
        Mistake(
            "One part too many is added: `:k` has the parts 0 to k - 1, which are k.",
            lambda A, k: summed(A, slice(0, k + 1)),
        ),
        Mistake(
            "That is one part alone. Add the first k.",
            lambda A, k: summed(A, slice(k, k + 1)),
            lambda A, k: summed(A, slice(k - 1, k)) if k > 1 else summed(A, slice(1, 2)),
        ),
        Mistake(
            "These are the least important parts. The most important come first.",
            lambda A, k: summed(A, slice(-k, None)),
        ),
        Mistake(
            "NumPy gives `Vt`, already transposed: take its rows, `Vt[:k]`.",
            lambda A, k: parts(A)[0][:, :k] * parts(A)[1][:k] @ parts(A)[2][:, :k].T,
            lambda A, k: parts(A)[0][:, :k] * parts(A)[1][:k] @ parts(A)[2].T[:k],
        ),
        Mistake(
            "You cut columns or rows off the matrix. Cut the sum of parts: the shape stays.",
            lambda A, k: A[:, :k],
            lambda A, k: A[:k],
        ),
        Mistake(
            "You centred the matrix first, as PCA does. Here it is taken as it is.",
            lambda A, k: summed(A - A.mean(axis=0), slice(0, k)) + A.mean(axis=0),
            lambda A, k: summed(A - A.mean(axis=0), slice(0, k)),
        ),
        Mistake(
            "You added all parts, so `A` came back. Stop after k.",
            lambda A, k: A,
        ),
    ],
    explanation="""
$A=\\sum_i \\sigma_i\\,u_i v_i^\\top$, and $\\sigma_i$ says how much part i matters. Leaving out those after k loses exactly
$\\sqrt{\\sigma_{k+1}^2+\\dots}$ in length, and no matrix of rank k can lose less (Eckart and Young, 1936). `U[:, :k] * s[:k]`
multiplies each column by its singular value.
""",
)
