"""What the tests of `linalg` share: rational arithmetic, and quiet."""

from fractions import Fraction

import pytest
from threadpoolctl import threadpool_limits


@pytest.fixture(scope="module")
def one_thread():
    """The matrices are small: on a busy machine, threads would only wait for each other."""
    import scipy.linalg  # noqa: F401  (its pool of threads is limited only once it is there)

    with threadpool_limits(1):
        yield


def solve_exactly(A, b):
    """The solution of A x = b in rational arithmetic, as a list of fractions, or None where A is singular."""
    n = len(A)
    rows = [[Fraction(v) for v in [*row, right]] for row, right in zip(A, b, strict=True)]
    for j in range(n):
        pivot = next((i for i in range(j, n) if rows[i][j]), None)
        if pivot is None:
            return None
        rows[j], rows[pivot] = rows[pivot], rows[j]
        rows[j] = [v / rows[j][j] for v in rows[j]]
        for i in range(n):
            if i != j and rows[i][j]:
                rows[i] = [v - rows[i][j] * w for v, w in zip(rows[i], rows[j], strict=True)]
    return [row[-1] for row in rows]


@pytest.fixture(scope="session")
def exactly():
    """`exactly(A, b)`: see `solve_exactly`."""
    return lambda A, b: solve_exactly([list(map(Fraction, row)) for row in A], list(map(Fraction, b)))
