"""A real server for the tests: uvicorn on a free port, spoken to over the wire."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn

from hiddenmath.learn import Grader
from hiddenmath.web import create_app
from hiddenmath.web._serve import listen, settings

TOKEN = "the-token-of-the-tests"


@dataclass(frozen=True)
class Site:
    """A running server. `page` is a browser that has been let in, `stranger` one that has not."""

    port: int
    page: httpx.Client
    stranger: httpx.Client
    data: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def serving(data_dir: Path) -> Iterator[Site]:
    with listen(0) as listener:
        port = listener.getsockname()[1]
        server = uvicorn.Server(settings(create_app(data_dir, TOKEN, port)))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        address = f"http://127.0.0.1:{port}"
        try:
            with (
                httpx.Client(base_url=address, headers={"Origin": address}, timeout=30) as page,
                httpx.Client(base_url=address, timeout=30) as stranger,
            ):
                page.cookies.set(f"hiddenmath-{port}", TOKEN)
                yield Site(port, page, stranger, data_dir)
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One server for all tests that leave nothing behind which another could see."""
    with serving(tmp_path_factory.mktemp("data")) as running:
        yield running


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Site]:
    """A server of one's own, with no progress yet."""
    with serving(tmp_path) as running:
        yield running


@pytest.fixture(scope="session")
def grader() -> Iterator[Grader]:
    with Grader() as grading:
        yield grading
