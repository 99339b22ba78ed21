"""Which method is tried first, for which shape: a truth table."""

import numpy as np
import pytest

from hiddenmath.linalg._cost import ranked
from hiddenmath.linalg._operator import Operator


def matrix(m, n, dense, nonzeros=None):
    """Only its shape counts."""
    array = np.broadcast_to(0.0, (m, n)) if dense else None
    work = 2.0 * (nonzeros or m * n)
    return Operator((m, n), np.dtype(float), np.asarray, np.asarray, 1.0, 0.0, work, 0, array)


TABLE = [
    # m, n, k, dense, first choice
    (50, 40, 5, True, "dense"),
    (1000, 50, 50, True, "gram"),
    (1_000_000, 50, 10, True, "gram"),
    (10_000_000, 784, 10, True, "gram"),
    (50, 1_000_000, 10, True, "gram"),
    (20_000, 2000, 50, True, "gram"),
    (5000, 5000, 50, True, "krylov"),
    (5000, 5000, 5000, True, "gram"),
    (20_000, 20_000, 10, True, "krylov"),
    (100_000, 100_000, 10, False, "krylov"),
    (30, 20, 3, False, "dense"),
]


@pytest.mark.parametrize(("m", "n", "k", "dense", "first"), TABLE)
def test_the_cheapest_comes_first(m, n, k, dense, first):
    assert ranked(matrix(m, n, dense, None if dense else 5 * m), k)[0] == first


def test_lapack_takes_over_where_that_takes_minutes_but_not_hours():
    assert "dense" in ranked(matrix(5000, 5000, True), 50)
    assert "dense" not in ranked(matrix(20_000, 20_000, True), 50)
    assert "dense" in ranked(matrix(20_000, 20_000, True), 20_000), "no other method has all of them"
