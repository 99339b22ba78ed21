"""Programs pasted into the X-ray page, run in a sandbox of their own."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from hiddenmath.sandbox import Limits, Outcome, Sandbox, Session
from hiddenmath.xray import Report
from hiddenmath.xray.sandboxed import NAME, PRELOAD

JOB = "hiddenmath.xray.sandboxed:opened"
LIMITS = Limits(seconds=20, memory=2 << 30)

ELSEWHERE = "In a terminal there is no limit: hiddenmath xray script.py"
MESSAGES = {
    "timeout": f"The program was stopped after {LIMITS.seconds:g} seconds. Try it with smaller matrices. {ELSEWHERE}",
    "memory": f"The program asked for more than {LIMITS.memory >> 30} GB. Try it with smaller matrices. {ELSEWHERE}",
    "output": "The program printed too much and was stopped. Print less.",
    "crash": "The program ended its own process, so what was recorded is lost.",
    "stopped": "Stopped.",
}


@dataclass(frozen=True)
class XrayAnswer(Report):
    """The report of `hiddenmath xray --json`, how the program ended (`message`, `line`), and what it printed."""

    status: Literal["ok", "syntax", "error", "timeout", "memory", "output", "crash", "stopped"] = "ok"
    message: str = ""
    line: int | None = None
    stdout: str = ""


_answer = TypeAdapter(XrayAnswer)


class Analyser(AbstractContextManager["Analyser"]):
    """X-rays programs; may be used from many threads. `job` is any name, by which another thread can `stop` the run."""

    def __init__(self) -> None:
        # One BLAS thread: NumPy and SciPy bring a pool each, and what is measured would wait for the other pool.
        self._sandbox = Sandbox(preload=(*PRELOAD, "hiddenmath.web._shelf"), threads=1)
        self._running: dict[Session, str] = {}  # with the name of the job; two may have the same

    def run(self, source: str, job: str) -> XrayAnswer:
        """Runs the program and answers what was seen in it."""
        with self._sandbox.session(JOB, None, LIMITS) as session:
            self._running[session] = job
            try:
                return _read(session.call({"source": source}))
            finally:
                del self._running[session]

    def stop(self, job: str) -> None:
        """Ends every run of this name."""
        for session, name in list(self._running.items()):
            if name == job:
                session.stop()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._sandbox.close()


def _read(outcome: Outcome) -> XrayAnswer:
    """What came back: from a program that may have done anything, its own report included."""
    if outcome.status == "ok" and isinstance(outcome.value, dict):
        try:
            return _answer.validate_python({**outcome.value, "stdout": outcome.stdout})
        except ValidationError:
            outcome = Outcome("crash", stdout=outcome.stdout)
    message = MESSAGES.get(outcome.status, outcome.error)
    status = "crash" if outcome.status == "ok" else outcome.status
    return XrayAnswer(NAME, outcome.seconds, status=status, message=message, stdout=outcome.stdout)
