"""One submission, from outside: what its process answers, or how it ended, as an `Outcome`."""

import signal
import threading
import time
from contextlib import AbstractContextManager, suppress
from types import TracebackType
from typing import Any

from ._child import MEMORY_EXIT, TEXT
from ._codec import Value, ValueRefused, decode, encode
from ._limits import Limits, Outcome, SandboxError, Status
from ._line import Ended, Line
from ._spawn import Source

_READY_SECONDS = 60.0  # to be forked, or to warm up: not the submission's time
_TRIES = 3  # a zygote may die, by the kernel's hand or a person's, just when a submission asks for its process
_EXIT_SECONDS = 0.5  # from the end of a conversation to the word of how the process ended
_STOPPED = Outcome("stopped", error="It was stopped.")


class Session:
    """One child process: runs `job(argument)` once, then its handler for each `call`. A context manager.

    Nothing runs before `started` or `call` is asked for, so that the owner can first show the session to whoever
    may stop it.
    """

    def __init__(
        self,
        source: Source,
        slot: AbstractContextManager[Any],
        job: str,
        argument: Value,
        limits: Limits,
        *,
        keep: bool = True,
    ) -> None:
        self._source, self._slot, self._limits = source, slot, limits
        self._request = encode([job, keep, argument])
        self._lock = threading.Lock()
        self._line: Line | None = None
        self._started: Outcome | None = None
        self._ended: Outcome | None = None
        self._stopped = False

    @property
    def started(self) -> Outcome:
        """The outcome of `job(argument)`, which runs when this is first asked for.

        Its value is None: the handler stays in the child.
        Raises `SandboxError` when no process can be had.
        """
        with self._lock:
            return self._start()

    def call(self, value: Value) -> Outcome:
        """handler(value), in the session's process, to which only `value` is sent.

        After an outcome that ends a session (see `Outcome`), and after a job that failed, every call answers that
        outcome again. Raises `ValueRefused` when `value` is not a `Value`, `SandboxError` when no process can be
        had.
        """
        message = encode(value)
        with self._lock:
            started = self._start()
            if started.status != "ok":
                return started
            return self._ended or self._exchange(message)

    def stop(self) -> None:
        """Ends the session, from any thread: the call in progress and all later ones answer "stopped"."""
        self._stopped = True
        if (line := self._line) is not None:
            line.connection.process.kill()

    def close(self) -> None:
        """Ends the session's process."""
        self.stop()
        with self._lock:
            self._end(_STOPPED)

    def __enter__(self) -> "Session":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, place: TracebackType | None
    ) -> None:
        self.close()

    def _start(self) -> Outcome:
        if self._started is None:
            self._started = self._exchange(self._request)
        return self._started

    def _exchange(self, message: bytes) -> Outcome:
        with self._slot:
            began = time.perf_counter()
            try:
                if self._stopped:
                    raise Ended("stopped")
                line = self._line or self._connect()
                began = time.perf_counter()
                report = _read(line.exchange(message, self._limits.seconds))
            except Ended as ended:
                return self._end(self._explain(ended, time.perf_counter() - began))
            status, value, error, trace, seconds = report
            stdout, stderr = line.printed()
            # In this order nan, too, which is neither more nor less than anything, becomes 0.
            seconds = min(max(0.0, seconds), time.perf_counter() - began)
            return Outcome(status, value, error, trace, stdout, stderr, seconds)

    def _connect(self) -> Line:
        """A process that is confined and waits for the job."""
        why = ""
        for _ in range(_TRIES):
            try:
                line = self._line = Line(self._source.connect(), self._limits)
                if self._stopped:  # by someone who did not see the line yet
                    line.connection.process.kill()
                failure = decode(line.exchange(encode(list(self._limits)), _READY_SECONDS))
            except OSError as error:
                why = str(error)
            except Ended as ended:
                if self._stopped:
                    raise
                with suppress(Ended):
                    line.hear_rest()
                why = line.printed()[1] or ended.sentence
                line.close()
                self._line = None
            else:
                line.printed()  # what warming up printed is nobody's answer
                if failure:
                    raise Ended("crash", f"The submission was not run, because {failure!s}.")
                return line
        raise SandboxError(f"No process could be had for submitted code. {why}")

    def _explain(self, ended: Ended, seconds: float) -> Outcome:
        status, sentence, stdout, stderr = ended.status, ended.sentence, "", ""
        if (line := self._line) is not None:
            if not sentence:
                status, sentence = _how(line.connection.process.exit_code(_EXIT_SECONDS))
            with suppress(Ended):
                line.hear_rest()
            stdout, stderr = line.printed()
        if self._stopped:
            status, sentence = _STOPPED.status, _STOPPED.error
        return Outcome(status, None, sentence, "", stdout, stderr, seconds)

    def _end(self, outcome: Outcome) -> Outcome:
        if self._ended is None:
            self._ended = outcome
        if self._line is not None:
            self._line.close()
            self._line = None
        return outcome


def _read(answer: memoryview) -> tuple[Status, Value, str, str, float]:
    """The child's report. The submission may have forged it: then that is what the submission answers."""
    try:
        match decode(answer):
            case ["ok" | "error" | "memory" as status, value, str(error), str(trace), float(seconds)]:
                return status, value, error[:TEXT], trace[-TEXT:], seconds
    except ValueRefused:
        pass
    raise Ended("crash", "What came back is not an answer: the program wrote to the sandbox's own connection.")


def _how(code: int | None) -> tuple[Status, str]:
    """What an exit code says about a process that hung up without an answer."""
    if code is None:
        return "crash", "It closed the connection that only the sandbox may use, or the system ended the sandbox."
    if code == MEMORY_EXIT:
        return "memory", "It asked for more memory than it may use."
    if code >= 0:
        return "crash", f"It ended its own process (exit code {code}) instead of returning an answer."
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    match name:
        case "SIGXCPU":
            return "timeout", "It used more processor time than it may use."
        case "SIGSYS":
            return "crash", "It was ended for a system call that submitted code may never make."
        case "SIGKILL":
            return "crash", "The system ended it, most likely because the machine's memory is full."
        case _:
            return "crash", f"It crashed ({name}): compiled code met something impossible, or recursion too deep."
