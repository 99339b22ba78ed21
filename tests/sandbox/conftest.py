"""One sandbox of each kind for all tests: sharing it is part of the test, for no submission may spoil the next."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hiddenmath.sandbox import Sandbox


@pytest.fixture(scope="session")
def make() -> Callable[..., Sandbox]:
    """Makes a sandbox that finds the tests' jobs, for a server whose environment holds a secret."""

    def make(isolation: str = "auto", preload: tuple[str, ...] = ("numpy", "sandbox_jobs"), **options: int) -> Sandbox:
        with pytest.MonkeyPatch.context() as patch:
            patch.syspath_prepend(str(Path(__file__).parent))
            patch.setenv("TOKEN_OF_THE_SERVER", "open sesame")
            return Sandbox(preload, isolation, **options)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def full(make: Callable[..., Sandbox]) -> Iterator[Sandbox]:
    """All layers that this machine has."""
    if sys.platform != "linux":
        pytest.skip("there is a zygote on Linux only")
    with make() as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def process(make: Callable[..., Sandbox]) -> Iterator[Sandbox]:
    """A process of its own for each submission, and no more."""
    with make("process") as sandbox:
        yield sandbox


@pytest.fixture(scope="session", params=["full", "process"])
def sandbox(request: pytest.FixtureRequest) -> Sandbox:
    """Each kind in turn."""
    made: Sandbox = request.getfixturevalue(request.param)
    return made
