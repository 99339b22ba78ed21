"""A tool as its own process runs it: input read, tool run, all that is told sent to the server."""

import contextlib
import signal
import sys
import time
from collections.abc import Mapping
from multiprocessing.connection import Connection
from typing import Any

from hiddenmath.apply import tools
from hiddenmath.data import InputError
from hiddenmath.linalg._telling import listening

if sys.platform == "linux":
    import resource

PAUSE = 0.1  # seconds between two tellings: a person reads no faster

tools()  # loaded once, in the process from which those of the runs are forked


def work(
    line: "Connection[Any, Any]",
    name: str,
    source: str | bytes,
    called: str,
    options: Mapping[str, object],
    memory: int,
) -> None:
    """Sends ("told", what, done, total) now and then; at the end ("done", name of the input, Result), ("refused",
    message, hint) or ("memory",). `source`: the name of what comes along, or the bytes of a file `called` so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in the terminal is for the server
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    tool = tools()[name]
    with contextlib.suppress(BrokenPipeError):  # nobody waits any more
        try:
            with listening(_Slowly(line).tell):
                given = tool.reads.open(source) if isinstance(source, str) else tool.reads.read(source, name=called)
                result = tool.run(given, options=options)
            line.send(("done", given.name, result))
        except InputError as problem:
            line.send(("refused", problem.message, problem.hint))
        except MemoryError:
            line.send(("memory",))


class _Slowly:
    """Sends what is told, but not more often than is read; a new kind of work is told at once."""

    def __init__(self, line: "Connection[Any, Any]") -> None:
        self._line, self._what, self._when = line, "", 0.0

    def tell(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if what != self._what or now - self._when >= PAUSE:
            self._what, self._when = what, now
            self._line.send(("told", what, done, total))
