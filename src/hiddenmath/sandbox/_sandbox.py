"""The sandbox: where processes for submitted code come from, and how many run at once."""

import os
import sys
import threading
import weakref
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Literal

from ._codec import Value
from ._limits import Isolation, Limits, Outcome, SandboxError
from ._session import Session
from ._spawn import Settings, Source


class Sandbox:
    """Runs jobs, each in a process of its own. A context manager; thread-safe.

    preload:    modules that submitted code may import, and those of the jobs; NumPy and the common standard modules
                (`_preload.STANDARD`) are always there
    isolation:  "auto": all the layers that this machine has; "full": at least Landlock and seccomp, or `SandboxError`;
                "process": a process of its own and limits, no more (what "auto" is outside Linux)
    threads:    of BLAS. With 1, submitted code cannot start threads at all
    at_once:    how many calls run at the same time; others wait, and their clocks with them. Default: twice the
                processors, at least 4

    The warm process starts in the background; what keeps it from starting is raised (`SandboxError`) by the first
    use. Modules are found where this process finds them now (`sys.path`).
    """

    def __init__(
        self,
        preload: Sequence[str] = ("numpy",),
        isolation: Literal["auto", "full", "process"] = "auto",
        *,
        threads: int = 1,
        at_once: int | None = None,
    ) -> None:
        settings = Settings(tuple(preload), threads, tuple(str(Path(entry).absolute()) for entry in sys.path))
        self._demanded = isolation
        self._preload = frozenset(preload)
        self._slots = threading.BoundedSemaphore(at_once or max(4, 2 * (os.cpu_count() or 1)))
        self._sessions: weakref.WeakSet[Session] = weakref.WeakSet()
        self._source = _source(isolation, settings)

    @property
    def isolation(self) -> Isolation:
        """The layers in force for every submission, and the missing ones with the reason."""
        report = self._source.isolation()
        lacking = [f"{layer}: {why}" for layer, why in report.missing if layer in ("landlock", "seccomp")]
        if self._demanded == "full" and lacking:
            raise SandboxError(f"Full isolation is not possible here. {'; '.join(lacking)}")
        return report

    def session(self, job: str, argument: Value, limits: Limits | None = None) -> Session:
        """A process in which `job` (`"module:function"`, of a preloaded module) is applied to `argument` and
        returns the function to call.

        Raises `ValueRefused` when `argument` is not a `Value`, `ValueError` when the job's module is not preloaded.
        """
        return self._session(job, argument, limits, keep=True)

    def run(self, job: str, argument: Value, limits: Limits | None = None) -> Outcome:
        """job(argument) in a fresh process: one submission, one answer. Raises as `session` does."""
        with self._session(job, argument, limits, keep=False) as session:
            return session.started

    def close(self) -> None:
        """Ends the warm process and all sessions; calls in progress answer "stopped"."""
        for session in list(self._sessions):
            session.stop()
        self._source.close()

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, place: TracebackType | None
    ) -> None:
        self.close()

    def _session(self, job: str, argument: Value, limits: Limits | None, *, keep: bool) -> Session:
        module = job.partition(":")[0]
        if module not in self._preload:
            raise ValueError(
                f"the job {job!r} is of a module that is not preloaded; give Sandbox(preload=(..., {module!r}))"
            )
        self.isolation  # noqa: B018 - raises where what was demanded is not there
        session = Session(self._source, self._slots, job, argument, limits or Limits(), keep=keep)
        self._sessions.add(session)
        return session


def isolation_report() -> Isolation:
    """What `Sandbox()` would have in force here; starts one to see (about 0.3 s)."""
    with Sandbox(preload=()) as sandbox:
        return sandbox.isolation


def _source(isolation: str, settings: Settings) -> Source:
    if isolation != "process" and sys.platform == "linux":
        from ._forked import Forked

        return Forked(settings)
    if isolation == "full":
        raise SandboxError("Full isolation is only possible on Linux.")
    from ._spawned import Spawned

    return Spawned(settings)
