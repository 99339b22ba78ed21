"""X-ray of pasted source, as a job for the sandbox: `hiddenmath.xray.sandboxed:analyse`.

The process may open no file, so everything is imported before (`PRELOAD`), and the source lives in `linecache` only.
"""

import ast
import linecache
import sys
import traceback
from collections.abc import Callable
from time import perf_counter
from typing import Any

from hiddenmath.xray import _findings, _hooks, _matrices, _peak, _silence, rules
from hiddenmath.xray._analyse import Reporting
from hiddenmath.xray._analyse import analyse as report_on
from hiddenmath.xray._program import Sources, run_source, without_our_frames
from hiddenmath.xray._recorder import Recorder

PRELOAD = (
    *(
        "numpy",
        "numpy.linalg",
        "numpy.random",
        "numpy.fft",
        "numpy.polynomial",
        "scipy",
        "scipy.linalg",
        "scipy.sparse",
    ),
    *(
        "math",
        "cmath",
        "random",
        "time",
        "itertools",
        "functools",
        "collections",
        "dataclasses",
        "typing",
        "statistics",
    ),
    "hiddenmath.xray.sandboxed",
)
"""What the sandbox must have imported before it closes: what a pasted program may import, and X-ray itself."""

NAME = "program.py"
BUDGET = 3.0  # seconds for measuring, so that a program of a few seconds is answered in under ten
MEMORY = 128 << 20  # bytes for copies of operands

_NEEDED = (
    _findings,
    _matrices,
    _peak,
    _silence,
    rules,
    ast.unparse(ast.Constant(0)),
)  # all of it must be in memory before the files are out of reach


def opened(_: None) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """The same as a session's handler: opened first, then called, so that it can be stopped in between."""
    return analyse


def analyse(argument: dict[str, Any]) -> dict[str, Any]:
    """{"source": text} -> the report as JSON values, with "status", "message" and "line" of how the program ended.

    status: "ok"; "syntax", if it is not Python; "error", if it raised (the report holds what was recorded until then).
    """
    source = str(argument["source"])
    linecache.cache[NAME] = (len(source), None, source.splitlines(keepends=True), NAME)
    sources = Sources(Recorder(MEMORY))
    start = perf_counter()
    ended = _run(source, sources)
    report = report_on(sources, NAME, perf_counter() - start, BUDGET, Reporting())
    return {**report.to_json(), **ended}


def _run(source: str, sources: Sources) -> dict[str, Any]:
    """Execute the source as `__main__`, and say how that ended."""
    this = sys.modules["__main__"]
    try:
        run_source(source, NAME, sources)
    except SystemExit as end:
        if end.code in (None, 0):
            return _ended("ok", "", None)
        return _ended("error", f"The program ended itself: sys.exit({end.code!r}).", None)
    except BaseException as error:  # noqa: BLE001  whatever it is, it is the program's, and its author wants to know
        without_our_frames(error)
        last = traceback.extract_tb(error.__traceback__)
        own = [frame.lineno for frame in last if frame.filename == NAME]
        if not own and isinstance(error, SyntaxError) and error.filename == NAME:
            return _ended("syntax", f"{type(error).__name__}: {error.msg}", error.lineno)
        return _ended("error", "".join(traceback.format_exception_only(error)).strip(), own[-1] if own else None)
    finally:
        _hooks.recorder = None
        sys.modules["__main__"] = this
    return _ended("ok", "", None)


def _ended(status: str, message: str, line: int | None) -> dict[str, Any]:
    return {"status": status, "message": message, "line": line}
