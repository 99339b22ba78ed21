"""Starts the server: finds a port, prints the address, opens the browser, stops on Ctrl-C."""

import contextlib
import errno
import os
import secrets
import socket
import sys
import threading
import webbrowser
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from hiddenmath.web._assets import is_built
from hiddenmath.web.app import create_app

LOOPBACK = {"127.0.0.1", "localhost"}
TRIES = 100  # ports after the first that are tried


class PortError(OSError):
    """No port could be opened."""


def serve(
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    data_dir: Path,
    content: Path | None = None,
    open_browser: bool = True,
) -> None:
    """Serves the pages at the first free port from `port` on (0: any) until Ctrl-C; progress is kept in `data_dir`.

    `content` is a folder with more lessons.

    Raises `ValueError` for a host that other machines could reach, and `PortError` when no port is free.
    """
    if host not in LOOPBACK:
        raise ValueError(
            f"hiddenmath serves only this machine, not {host!r}: it runs the code that its pages send. "
            "Leave the host out; to use it from elsewhere, forward the port (ssh -L 8000:127.0.0.1:8000 …)."
        )
    with listen(port) as listener:
        bound = listener.getsockname()[1]
        token = secrets.token_urlsafe(32)
        address = f"http://127.0.0.1:{bound}/?token={token}"
        app = create_app(data_dir, token, bound, content)
        server = _Server(settings(app), address, open_browser=open_browser and _has_display())
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[listener])


def settings(app: FastAPI) -> uvicorn.Config:
    """How uvicorn serves `app`: without naming itself, without WebSockets, not waiting long for anyone, and quietly.

    What strangers send to the port (no HTTP, an upgrade that is not served) is no news for the terminal.
    """
    return uvicorn.Config(
        app,
        log_level="error",
        access_log=False,
        server_header=False,
        ws="none",
        timeout_keep_alive=15,
        timeout_graceful_shutdown=3,
    )


class _Server(uvicorn.Server):
    """Says where it is once it can answer."""

    def __init__(self, config: uvicorn.Config, address: str, *, open_browser: bool) -> None:
        super().__init__(config)
        self._address, self._open_browser = address, open_browser

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.should_exit:
            return
        lines = [f"hiddenmath is at  {self._address}", "Nothing leaves this machine. Stop with Ctrl-C."]
        if not is_built():
            lines.append("The pictures are missing, for the front end is not built: python -m pip install .")
        print(*lines, sep="\n", flush=True)  # noqa: T201 - this is the command's output
        if self._open_browser:
            threading.Thread(target=webbrowser.open, args=(self._address,), daemon=True).start()


def listen(first: int) -> socket.socket:
    """A socket at the first free port of this machine from `first` on."""
    for port in range(first, min(first + TRIES, 65536)):
        # Named as TCP, for asyncio then sends small answers at once: they would wait 40 ms for each other.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        if sys.platform != "win32":  # there the same option would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen()
        except OSError as error:
            listener.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
        else:
            return listener
    last = min(first + TRIES, 65536) - 1
    raise PortError(f"No port from {first} to {last} is free. Stop another server, or choose one with --port.")


def _has_display() -> bool:
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
