"""Submissions' processes started one by one, each warmed while the one before it is in use (any platform)."""

import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress

from ._limits import Isolation, SandboxError
from ._spawn import Connection, Settings

_WHY = "this kind of isolation contains crashes, not hostile code; Linux can do more"


class Spawned:
    """Thread-safe. One process is always warm, or warming up."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._spare: Connection | None = self._start()
        self._closed = False

    def isolation(self) -> Isolation:
        layers = () if sys.platform == "win32" else ("rlimits",)
        missing = [(layer, _WHY) for layer in ("landlock", "seccomp", "user", "namespaces")]
        if sys.platform == "win32":
            missing.insert(0, ("rlimits", "Windows has none: the clock and the output are limited, memory is not"))
        return Isolation(layers, tuple(missing))

    def connect(self) -> Connection:
        with self._lock:
            if self._closed:
                raise SandboxError("the sandbox is closed")
            spare, self._spare = self._spare or self._start(), None
            with suppress(OSError):  # then the next submission starts its own, or says why it cannot
                self._spare = self._start()
            return spare

    def close(self) -> None:
        with self._lock:
            self._closed = True
            if self._spare is not None:
                self._spare.close()
                self._spare = None

    def _start(self) -> Connection:
        here, there = zip(*(socket.socketpair() for _ in range(3)), strict=True)
        channel, out, err = there
        try:
            if sys.platform == "win32":
                process = self._settings.start(
                    "_worker", channel, subprocess.PIPE, subprocess.DEVNULL, subprocess.DEVNULL
                )
                assert process.stdin is not None
                for end in there:
                    shared = end.share(process.pid)
                    process.stdin.write(len(shared).to_bytes(4, "little") + shared)
                process.stdin.flush()
            else:
                process = self._settings.start("_worker", channel, subprocess.PIPE, out.fileno(), err.fileno())
        finally:
            for end in there:
                end.close()
        return Connection(_Spawned(process), *here)


class _Spawned:
    """Holds its process' stdin open: the process ends with that, and so with this one (`_worker`)."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def kill(self) -> None:
        if sys.platform == "win32":
            self._process.kill()
        elif self._process.returncode is None:  # not reaped, so the number is still its own
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)  # with what it may have started

    def exit_code(self, seconds: float) -> int | None:
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(seconds)
        return None

    def close(self) -> None:
        self.kill()
        self._process.wait()
        assert self._process.stdin is not None
        self._process.stdin.close()
