"""Where tools run: each run in a process of its own, which can be stopped and whose end harms nobody else."""

import multiprocessing
import sys
import threading
import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple

from hiddenmath.apply import Result
from hiddenmath.data import InputError
from hiddenmath.web import _tool_job
from hiddenmath.web._errors import Problem, Refusal

SECONDS = 600.0
MEMORY = 4 << 30  # bytes that a run may use for itself, where the system can limit that (Linux)

ELSEWHERE = "In a terminal there is no limit: hiddenmath {} FILE"
STOPPED = Problem(409, "Stopped.", "Nothing was kept. Press Run to begin again.")
BROKEN = Problem(
    500, "The tool broke off.", "The terminal where hiddenmath is running shows what happened; nothing else was harmed."
)

Told = Callable[[str, int, int], object]


class Done(NamedTuple):
    """`name` is what the input is called."""

    name: str
    result: Result


class Workshop:
    """Begins runs. On Linux they are forked from a process in which all is loaded, elsewhere started anew (1 s)."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._processes: SpawnContext | ForkServerContext = multiprocessing.get_context("spawn")
        if sys.platform == "linux":
            self._processes = multiprocessing.get_context("forkserver")
            self._processes.set_forkserver_preload([_tool_job.__name__])

    def begin(self, tool: str, source: str | bytes, called: str, options: Mapping[str, object]) -> "Run":
        """`source`: the name of what comes along, or the bytes of a file that is `called` so."""
        line, far_end = self._processes.Pipe(duplex=False)
        work = (far_end, tool, source, called, options, self._memory)
        process = self._processes.Process(target=_tool_job.work, args=work, daemon=True)
        return Run(process, line, far_end, tool, self._seconds)


class Run:
    """One run of a tool. `stop` may be called from any thread, also before it has begun and after it has ended."""

    def __init__(
        self,
        process: BaseProcess,
        line: "Connection[Any, Any]",
        far_end: "Connection[Any, Any]",
        tool: str,
        seconds: float,
    ) -> None:
        self._process, self._line, self._far_end = process, line, far_end
        self._tool, self._seconds = tool, seconds
        self._stopped, self._started = threading.Event(), threading.Lock()

    def answer(self, told: Told = lambda *_: None) -> Done:
        """Runs it. `told(what, done, total)` hears how far it has come.

        Raises `InputError` for what the tool refuses, `Refusal` where it was stopped, took too much or broke.
        """
        with self._line, self._far_end:
            with self._started:
                if self._stopped.is_set():
                    raise Refusal(STOPPED)
                self._process.start()
            self._far_end.close()
            try:
                return self._hear(told)
            finally:
                self._process.kill()
                self._process.join()

    def stop(self) -> None:
        with self._started:
            self._stopped.set()
            if self._process.ident is not None:
                self._process.kill()

    def _hear(self, told: Told) -> Done:
        until = time.monotonic() + self._seconds
        while self._line.poll(max(0.0, until - time.monotonic())):
            try:
                message = self._line.recv()
            except (EOFError, ConnectionResetError):
                raise Refusal(self._why()) from None
            match message:
                case ("told", str(what), int(done), int(total)):
                    told(what, done, total)
                case ("done", str(name), Result() as result):
                    return Done(name, result)
                case ("refused", str(words), str(hint)):
                    raise InputError(words, hint)
                case _:
                    raise Refusal(self._too_large())
        raise Refusal(self._too_long())

    def _why(self) -> Problem:
        """Why the process hung up without an answer."""
        self._process.join(1)
        if self._stopped.is_set():
            return STOPPED
        return self._too_large() if self._process.exitcode == -9 else BROKEN  # the system ends what fills the memory

    def _too_large(self) -> Problem:
        words = "The tool asked for more memory than it may use here."
        return Problem(413, words, f"Send fewer rows or columns. {ELSEWHERE.format(self._tool)}")

    def _too_long(self) -> Problem:
        words = f"The tool was stopped after {self._seconds:g} seconds."
        return Problem(422, words, f"Send fewer rows or columns. {ELSEWHERE.format(self._tool)}")
