"""Entry of a warm process for one submission, where there is no zygote. Crash isolation, and no more.

On POSIX stdout and stderr are the parent's sockets already and the channel is an inherited descriptor. Windows
cannot inherit sockets: the parent writes a description of each to stdin, and what Python prints goes to them (C
code's own output is lost there). On both, stdin then stays open as long as the parent lives, and is its leash.
"""

import _thread
import io
import os
import signal
import socket
import sys
from functools import partial

from . import _preload
from ._child import Confinement, run
from ._frames import Channel
from ._limits import Limits

if sys.platform == "linux":
    import fcntl
if sys.platform != "win32":
    from ._rlimits import Rlimits, mapped


def main(inherited: int, preload: list[str], threads: int) -> None:
    """Loads, then waits for the submission."""
    if sys.platform == "win32":
        ends = _windows_sockets()
    else:
        ends = Channel(partial(os.read, inherited), partial(os.write, inherited))
    _die_with_parent()
    _preload.preload(preload)
    _preload.close_imports(preload)
    os.environ.clear()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(line_buffering=True, errors="backslashreplace")  # type: ignore[union-attr]
    run(ends, partial(_confine, threads=threads))


def _die_with_parent() -> None:
    """Ends this process when the parent ends, whatever ended that; the submission gets an empty stdin."""
    leash = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)

    def watch() -> None:
        os.read(leash, 1)
        os._exit(0)

    _thread.start_new_thread(watch, ())
    if sys.platform == "linux":  # C code may hold the interpreter and so that thread: here the kernel can do it
        fcntl.fcntl(leash, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(leash, fcntl.F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(leash, fcntl.F_SETFL, os.O_ASYNC)


def _confine(limits: Limits, threads: int) -> Confinement:
    if sys.platform == "win32":
        return _Unlimited()
    held = Rlimits(limits, mapped(), threads)
    held.enter()
    return held


class _Unlimited:
    """Windows: the clock and the output are limited, by the parent; memory is not."""

    def close_memory(self) -> None: ...
    def open_memory(self) -> None: ...
    def restart_cpu(self) -> None: ...


if sys.platform == "win32":

    def _windows_sockets() -> Channel:
        channel, out, err = (
            socket.fromshare(sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(4), "little")))
            for _ in range(3)
        )
        sys.stdout = io.TextIOWrapper(out.makefile("wb"), encoding="utf-8")
        sys.stderr = io.TextIOWrapper(err.makefile("wb"), encoding="utf-8")
        return Channel(channel.recv, channel.send)
