"""One warm grader for all tests of this folder; and histories of attempts, made up."""

from collections.abc import Iterator

import pytest

from hiddenmath.learn import Attempt, Grader, Kept


@pytest.fixture(scope="session")
def grader() -> Iterator[Grader]:
    with Grader() as warm:
        yield warm


@pytest.fixture
def attempt():
    """`attempt("pca/centre", made_at, passed=True, helped=0, took=None)` as it would lie in the store."""
    count = iter(range(10**9))

    def make(exercise, made_at, passed=True, helped=0, took=None):
        status = "passed" if passed else "wrong"
        return Kept(str(next(count)), made_at, Attempt(exercise, passed, status, None, "x", 0.01, helped, took))

    return make
