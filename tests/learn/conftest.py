"""One warm grader for all tests of this folder."""

from collections.abc import Iterator

import pytest

from hiddenmath.learn import Grader


@pytest.fixture(scope="session")
def grader() -> Iterator[Grader]:
    with Grader() as warm:
        yield warm
