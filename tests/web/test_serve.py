"""The command as a person starts and stops it, in a process of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hiddenmath.web import serve
from hiddenmath.web._serve import PortError, listen

PROGRAM = "import sys, pathlib; from hiddenmath.web import serve; serve(port=0, data_dir=pathlib.Path({data!r}))"


@contextmanager
def started(data: Path) -> Iterator["subprocess.Popen[str]"]:
    """A server in a process group of its own, as in a terminal, and without a display."""
    quiet = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    command = [sys.executable, "-W", "error", "-c", PROGRAM.format(data=str(data))]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=quiet, start_new_session=True) as server:
        try:
            yield server
        finally:
            server.kill()


def test_it_prints_its_address_opens_by_it_and_stops_on_ctrl_c(tmp_path: Path) -> None:
    with started(tmp_path) as server:
        assert server.stdout and server.stderr
        address, privacy = server.stdout.readline(), server.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{40,}", address)
        assert found and privacy == "Nothing leaves this machine. Stop with Ctrl-C.\n"
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(found[0], timeout=30) as page:
            assert (page.url, page.status) == (found[0].partition("?")[0], 200)
        with socket.create_connection(("127.0.0.1", urllib.parse.urlsplit(found[0]).port or 0), timeout=30) as stranger:
            stranger.sendall(b"this is no HTTP\r\n\r\n")
            assert stranger.recv(4096).startswith(b"HTTP/1.1 400")  # and not a word of it in the terminal
        os.killpg(server.pid, signal.SIGINT)  # what a terminal does on Ctrl-C
        assert (server.stderr.read(), server.wait(timeout=30)) == ("", 0)


def test_the_next_free_port_is_taken() -> None:
    with listen(0) as first:
        port = first.getsockname()[1]
        with listen(port) as second:
            assert port < second.getsockname()[1] < port + 100


def test_only_this_machine_can_reach_it() -> None:
    with listen(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize("host", ["0.0.0.0", "", "192.168.1.5", "example.org", "::"])
def test_other_hosts_are_refused(tmp_path: Path, host: str) -> None:
    with pytest.raises(ValueError, match="serves only this machine"):
        serve(host, 0, data_dir=tmp_path)


def test_no_free_port_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr("hiddenmath.web._serve.TRIES", 1)
        with pytest.raises(PortError, match=r"No port from (\d+) to \1 is free"):
            listen(taken.getsockname()[1])
