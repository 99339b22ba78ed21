"""A real server, a real browser. Every page is watched: no error in the console, no request but to our server."""

import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from get_chromium import installed
from playwright.sync_api import Browser, Page, expect, sync_playwright

expect.set_options(timeout=15_000)  # a machine that runs all tests at once is slow


class Server:
    """`hiddenmath serve` as a process of its own, on a data folder that outlives it."""

    def __init__(self, data: Path) -> None:
        self.data, self.port = data, "0"
        self.start()

    def start(self) -> None:
        command = [
            sys.executable,
            "-m",
            "hiddenmath",
            "serve",
            "--no-browser",
            "--port",
            self.port,
            "--data-dir",
            str(self.data),
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        self.link = re.search(r"http://\S+", line)[0]
        address = urlsplit(self.link)
        self.origin, self.port = f"http://{address.netloc}", str(address.port)  # a restart keeps the port

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        self.process.stdout.close()


class Watch:
    """What a page must never do."""

    def __init__(self, page: Page, origin: str) -> None:
        self.errors: list[str] = []
        self.foreign: list[str] = []
        page.on("console", lambda message: message.type == "error" and self.errors.append(message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: request.url.startswith(("http", "ws")) and self._see(request.url, origin))

    def _see(self, url: str, origin: str) -> None:
        if not url.startswith(origin):
            self.foreign.append(url)


@contextmanager
def launched():
    """A headless Chromium that talks to nobody by itself."""
    path = installed()
    assert path, "no Chromium here: `make browser` gets one"
    quiet = [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=quiet)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def browser():
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory):
    """One server for the tests that leave nothing behind."""
    server = Server(tmp_path_factory.mktemp("shared"))
    yield server
    server.stop()


@pytest.fixture
def server(tmp_path):
    """A fresh server with no progress."""
    server = Server(tmp_path / "data")
    yield server
    server.stop()


def open_page(browser: Browser, server: Server, context: dict) -> tuple[Page, Watch]:
    """A page that came in by the printed link, hence has the cookie."""
    opened = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **context})
    opened.set_default_timeout(15_000)
    page = opened.new_page()
    watch = Watch(page, server.origin)
    page.goto(server.link)
    return page, watch


@pytest.fixture
def visit(browser):
    """`visit(server, path="/", **context)` opens a page; afterwards it must have behaved.

    With `expected_errors` the console may speak: the browser itself reports answers such as 404 and 422 there.
    """
    opened = []

    def visit(server: Server, path: str = "/", *, expected_errors: bool = False, **context) -> Page:
        page, watch = open_page(browser, server, context)
        opened.append((page, watch, expected_errors))
        if path != "/":
            page.goto(server.origin + path)
        return page

    yield visit
    for page, watch, expected_errors in opened:
        page.context.close()
        assert expected_errors or watch.errors == []
        assert watch.foreign == []


def pytest_collection_modifyitems(items):
    """Browser tests are marked, and come last: Playwright's event loop stays in this thread until the session ends."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")
    items.sort(key=lambda item: here in item.path.parents)
