"""Submissions' processes forked by a zygote (Linux). A zygote that has died is replaced by the next request."""

import json
import socket
import subprocess
import threading
from contextlib import suppress

from ._limits import Isolation, SandboxError
from ._spawn import Connection, Settings

_START_SECONDS = 60.0  # a cold disk on a busy machine; an honest start takes half a second
_LAYERS = ("rlimits", "landlock", "seccomp", "user", "namespaces")


class Forked:
    """Thread-safe. The zygote warms up while the constructor returns."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._closed = False
        self._zygote = _Zygote(settings)

    def isolation(self) -> Isolation:
        with self._lock:
            return self._living().isolation()

    def connect(self) -> Connection:
        here, there = zip(*(socket.socketpair() for _ in range(4)), strict=True)
        try:
            with self._lock:
                zygote = self._living()
                zygote.isolation()
                try:
                    socket.send_fds(zygote.control, [b"f"], [end.fileno() for end in there])
                except ConnectionError:
                    zygote.close()  # it is gone, if its exit is not yet known; the next request starts another
                    raise
        except (OSError, SandboxError):
            for end in here:
                end.close()
            raise
        finally:
            for end in there:
                end.close()
        channel, stdout, stderr, leash = here
        return Connection(_Leashed(leash), channel, stdout, stderr)

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._zygote.close()

    def _living(self) -> "_Zygote":
        if self._closed:
            raise SandboxError("the sandbox is closed")
        if self._zygote.process.poll() is not None:
            self._zygote.close()
            self._zygote = _Zygote(self._settings)
        return self._zygote


class _Zygote:
    def __init__(self, settings: Settings) -> None:
        self._isolation: Isolation | None = None
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = settings.start("_zygote", theirs, subprocess.DEVNULL, subprocess.DEVNULL, stderr=None)

    def isolation(self) -> Isolation:
        """What is in force; waits until the zygote is ready. Raises `SandboxError` where it cannot be."""
        if self._isolation is None:
            self.control.settimeout(_START_SECONDS)
            try:
                answer = json.loads(self.control.recv(1 << 16) or b"{}")
            except TimeoutError:
                answer = {"error": f"it was not ready after {_START_SECONDS:.0f} seconds"}
            self.control.settimeout(None)
            if "missing" not in answer:
                self.close()
                raise SandboxError(f"The zygote of the sandbox could not start: {answer.get('error', 'it ended')}")
            missing = answer["missing"]
            self._isolation = Isolation(
                layers=tuple(layer for layer in _LAYERS if layer not in missing),
                missing=tuple((layer, missing[layer]) for layer in _LAYERS if layer in missing),
            )
        return self._isolation

    def close(self) -> None:
        self.control.close()  # the zygote ends at that, and all its children with it
        try:
            self.process.wait(2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class _Leashed:
    def __init__(self, leash: socket.socket) -> None:
        self._leash = leash
        self._closing = threading.Lock()  # `kill` comes from any thread, and must not meet another's new socket

    def kill(self) -> None:
        with self._closing, suppress(OSError):  # the child is gone already, or the zygote
            self._leash.shutdown(socket.SHUT_WR)

    def exit_code(self, seconds: float) -> int | None:
        self._leash.settimeout(seconds)
        try:
            return int(self._leash.recv(16))
        except (OSError, ValueError):  # not ended in time; or the zygote died without a word
            return None

    def close(self) -> None:
        with self._closing:
            self._leash.close()
