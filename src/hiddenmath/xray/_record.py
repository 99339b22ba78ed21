"""Record a piece of a program that is running, or of a notebook.

    with hiddenmath.record() as x:              @hiddenmath.record
        train(model, data)                      def train(model, data): ...
    print(x.report)                             train.xray.report

A recording within another takes its place for as long as it lasts.
"""

import functools
import inspect
import os
import sys
import threading
from collections.abc import Callable, Sequence
from time import perf_counter
from types import FunctionType, TracebackType
from typing import Any, Generic, ParamSpec, Protocol, Self, TypeVar, overload

from hiddenmath.xray import _hooks
from hiddenmath.xray._analyse import Reporting, analyse
from hiddenmath.xray._block import Done, execute, has_hooks, not_recorded
from hiddenmath.xray._living import give_hooks, take_hooks
from hiddenmath.xray._program import (
    OURS,
    Finder,
    Recording,
    Sources,
    is_own,
    sources_of_process,
    within,
    without_our_frames,
)
from hiddenmath.xray._recorder import REPLACED, Recorder
from hiddenmath.xray._report import Report, Skipped

P = ParamSpec("P")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
_one_thread = threading.RLock()


class Recorded(Protocol, Generic[P, R_co]):
    """A function that is recorded whenever it is called; `xray.report` is about all calls so far."""

    xray: "Xray"

    def __call__(self, *args: P.args, **keywords: P.kwargs) -> R_co: ...


class Xray:
    """A recording, which can be entered again: then it goes on. `report` is about all of it."""

    def __init__(self, recording: Recording, budget: float | None = None) -> None:
        self.recording, self.budget = recording, budget
        self.seconds = 0.0
        self._process = sources_of_process()
        self._recorder = self._process.recorder.beside(recording.memory)
        self._skipped: list[Skipped] = []
        self._program, self._depth, self._start = "", 0, 0.0
        self._records = False  # not, while another thread does
        self._executed = False  # were the block's own lines, in its place?
        self._following: Any = None  # the trace function that these set
        self._outer: Recorder | None = None
        self._finder: Finder | None = None
        self._report: Report | None = None

    def __enter__(self) -> Self:
        frame = sys._getframe(1)
        self._begin(frame.f_globals, frame.f_code.co_filename)
        self._executed = False
        if not has_hooks(frame, self._process):
            try:
                self._following = execute(frame, self._process, self)
                self._executed = True
            except Exception as why:  # noqa: BLE001  whatever keeps X-ray from it, the lines run as they are
                self._skipped.append(not_recorded(frame, str(why)))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> bool:
        self._end()
        if self._executed:
            sys.settrace(self._following)
        if error is not None and self._executed:  # it was raised by the lines executed in place of the block's
            without_our_frames(error)
            error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
        return kind is Done

    def __call__(self, function: Callable[P, R]) -> Recorded[P, R]:
        """The function, recorded whenever it is called.

        Raises TypeError for a generator or a coroutine, of which a call does nothing yet, and for what is no function
        written in Python.
        """
        code: Any = inspect.unwrap(function)
        if not isinstance(code, FunctionType):
            raise TypeError(f"{function!r} is no function written in Python, so there is nothing in it to record.")
        if inspect.isgeneratorfunction(function) or inspect.iscoroutinefunction(function):
            raise TypeError(
                f"{function.__qualname__} runs only after it has been called (it has yield or await in it), so its "
                "calls cannot be recorded; put `with hiddenmath.record() as x:` around the code that runs it."
            )

        @functools.wraps(function)
        def recorded(*args: P.args, **keywords: P.kwargs) -> R:
            self._begin(code.__globals__, code.__code__.co_filename)
            try:
                return function(*args, **keywords)
            finally:
                self._end()

        recorded.xray = self  # type: ignore[attr-defined]
        return recorded  # type: ignore[return-value]

    @property
    def report(self) -> Report:
        """What was recorded until now. The first look at it measures, for at most `budget` seconds."""
        if self._depth:
            raise RuntimeError("The recording goes on: look at its report after the with-block, or after the call.")
        if self._report is None:
            sources = Sources(self._recorder)
            sources.skipped = list(dict.fromkeys([*self._process.skipped, *self._skipped]))
            if self._recorder.replaced:
                sources.skipped.append(Skipped(self._program, 0, REPLACED))
            budget = max(10.0, self.seconds) if self.budget is None else self.budget
            self._report = analyse(sources, self._program, self.seconds, budget, Reporting())
        return self._report

    def _begin(self, names: dict[str, Any], file: str) -> None:
        """Record what the user's own code computes from now on; `names` are the globals of the code that asks."""
        self._depth += 1
        if self._depth > 1:  # a recorded function that calls itself
            return
        self._program, self._report = self._program or file, None
        self._records = _one_thread.acquire(blocking=False)
        if not self._records:
            self._skipped.append(Skipped(file, 0, "another thread was recording another piece at that time"))
            return
        folder = _home(names, file)
        self._finder = Finder(folder, self._process, self.recording)
        sys.meta_path.insert(0, self._finder)
        own = functools.cache(lambda file: os.path.exists(file) and is_own(file, folder))
        try:
            self._skipped += give_hooks(self._process, lambda f: self._is_wanted(f, names, own))
        except Exception as error:  # noqa: BLE001  whatever is wrong with our rewriting, the program runs
            self._skipped.append(Skipped(file, 0, f"its functions could not be given hooks ({error})"))
        self._outer, _hooks.recorder = _hooks.recorder, self._recorder
        if self._outer is not None:
            self._outer.replaced = True
        self._start = perf_counter()

    def _end(self) -> None:
        self._depth -= 1
        if self._depth or not self._records:
            return
        self.seconds += perf_counter() - self._start
        _hooks.recorder = self._outer
        if self._finder in sys.meta_path:
            sys.meta_path.remove(self._finder)
        if self._outer is None:
            take_hooks(self._process.pairs)
        _one_thread.release()

    def _is_wanted(self, function: FunctionType, names: dict[str, Any], own: Callable[[str], bool]) -> bool:
        module, file = str(function.__module__), function.__code__.co_filename
        if within(module, self.recording.exclude) or file.startswith(OURS):
            return False
        if within(module, self.recording.include) or function.__globals__ is names:
            return True
        return own(file)


def _home(names: dict[str, Any], file: str) -> str:
    """The folder whose files are the user's own: of the whole package, of the file, or, of a notebook, the current."""
    package = sys.modules.get((names.get("__package__") or "").partition(".")[0])
    folders = list(getattr(package, "__path__", []))
    here = os.path.dirname(os.path.realpath(file)) if os.path.exists(file) else os.getcwd()
    return os.path.realpath(folders[0]) if folders else here


@overload
def record(function: Callable[P, R], /) -> Recorded[P, R]: ...


@overload
def record(
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    memory: int = 256 << 20,
    budget: float | None = None,
) -> Xray: ...


def record(
    function: Any = None,
    /,
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    memory: int = 256 << 20,
    budget: float | None = None,
) -> Any:
    """Record the linear algebra of a piece of a program: a with-block, or a function wherever it is called.

    Recorded is what the user's own code computes meanwhile: the files in the folder (of the whole package) that the
    block or function is in, the cells of a notebook, and the packages named in `include`, without those in `exclude`.
    The lines of a with-block are recorded at the top level of a script or a cell; in a function only what they call
    is, and the report says so. Results, exceptions and tracebacks stay what they were.

    `memory`: bytes for copies of matrices. `budget`: seconds for measuring, when `report` is looked at first; by
    default as long as the piece took, at least 10.

    >>> import numpy as np
    >>> @record
    ... def solved(n):
    ...     return np.linalg.inv(n * np.eye(n)) @ np.ones(n)
    >>> solved(4)
    array([0.25, 0.25, 0.25, 0.25])
    >>> [call.operation for call in solved.xray.report.calls if call.flops == 2 * 4**3]
    ['numpy.linalg.inv']
    """
    recording = Xray(Recording(include, exclude, memory=memory), budget)
    return recording if function is None else recording(function)
