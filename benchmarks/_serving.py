"""A server of its own for a benchmark, and a way in."""

import re
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urlsplit


class Served(NamedTuple):
    """Where it listens, and the cookie that lets a client in."""

    port: int
    cookie: str
    process: int

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def serving() -> Iterator[Served]:
    """`hiddenmath serve` as a process of its own, with no progress yet."""
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "hiddenmath", "serve", "--no-browser", "--port", "0", "--data-dir", data]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            address = next(match[0] for line in server.stdout if (match := re.search(r"http://\S+", line)))
            jar = urllib.request.HTTPCookieProcessor()
            urllib.request.build_opener(jar).open(address).read()
            cookie = "; ".join(f"{each.name}={each.value}" for each in jar.cookiejar)
            try:
                yield Served(urlsplit(address).port or 80, cookie, server.pid)
            finally:
                server.terminate()
                server.stdout.read()
