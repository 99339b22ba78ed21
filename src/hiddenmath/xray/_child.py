"""The process of a program under X-ray: `python _child.py '{"report": path, "budget": seconds, …}' script.py args…`.

It imports the standard library only, until the program itself has loaded NumPy, so that it works with any Python since
3.11 that the program runs with, and a program that sets OMP_NUM_THREADS before its first import is obeyed.
"""

import sys

BEFORE = frozenset(sys.modules)

import atexit  # noqa: E402
import importlib.util  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
from time import perf_counter  # noqa: E402


def _load_package() -> None:
    """`hiddenmath` from where this file lies, and nothing else that may be installed there."""
    folder = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    init = os.path.join(folder, "__init__.py")
    spec = importlib.util.spec_from_file_location("hiddenmath", init, submodule_search_locations=[folder])
    assert spec is not None and spec.loader is not None
    sys.modules["hiddenmath"] = package = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(package)


if "hiddenmath" not in sys.modules:
    _load_package()

from hiddenmath.xray import _hooks  # noqa: E402
from hiddenmath.xray._analyse import Reporting, analyse  # noqa: E402
from hiddenmath.xray._program import (  # noqa: E402
    Finder,
    Recording,
    run_main,
    run_module,
    sources_of_process,
    without_our_frames,
)
from hiddenmath.xray._recorder import REPLACED, Recorder  # noqa: E402
from hiddenmath.xray._report import Skipped  # noqa: E402

INTERRUPTED = 130  # what a shell reports for a program that Ctrl-C ended


def main(report_file: str, budget: float | None, module: bool, recording: Recording, reporting: Reporting) -> None:
    """Run sys.argv as a program. The report is written last of all, after its threads and exit handlers."""
    sources = sources_of_process(recording.memory)
    program, process = sys.argv[0], os.getpid()
    folder = os.getcwd() if module else os.path.dirname(os.path.realpath(program))
    _leave_no_trace(folder)
    finder = Finder(folder, sources, recording)
    sys.meta_path.insert(0, finder)
    forks: list[int] = []
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_hooks.end, after_in_parent=lambda: forks.append(os.getpid()))
    start = perf_counter()
    _limit(sources.recorder, recording, start)

    def write_report() -> None:
        if os.getpid() != process:
            return  # a fork of the program, ending in the ordinary way
        _hooks.end()
        seconds = (sources.recorder.ended or perf_counter()) - start
        sources.skipped += [Skipped(program, 0, reason) for reason in _left_out(sources.recorder, finder, bool(forks))]
        allowed = max(10.0, seconds) if budget is None else budget
        report = analyse(sources, program, seconds, allowed, reporting)
        with open(report_file, "w", encoding="utf-8") as file:
            json.dump(report.to_json(), file)

    atexit.register(write_report)
    try:
        (run_module if module else run_main)(program, sources)
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001  what Python does with an exception that nobody caught
        without_our_frames(error)
        sys.excepthook(type(error), error, error.__traceback__)
        sys.exit(INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1)


def _limit(recorder: Recorder, recording: Recording, start: float) -> None:
    recorder.on_end = _hooks.end
    if recording.seconds is not None:
        recorder.until = start + recording.seconds
    if recording.calls is not None:
        recorder.left = recording.calls


def _left_out(recorder: Recorder, finder: Finder, forked: bool) -> list[str]:
    """What was not recorded, for the report."""
    reasons = [f"--include {name}: no module of that name was imported" for name in sorted(finder.missing)]
    if recorder.ended is not None:
        reasons.append("recording ended as it was asked to; what the program computed later is not in this report")
    if recorder.replaced:
        reasons.append(REPLACED)
    if recorder.only_started:
        reasons.append("on a GPU, times are those of starting an operation: it goes on while the program does")
    started = getattr(sys.modules.get("multiprocessing.process"), "_process_counter", None)
    if forked or (started is not None and next(started) > 1):
        reasons.append("it started other processes (fork or multiprocessing); what they computed was not recorded")
    return reasons


def _leave_no_trace(folder: str) -> None:
    """Imports as `python script.py` has them: from the script's folder first, even a module with a standard name."""
    if not sys.flags.safe_path:
        sys.path[0] = folder
    for name in {module.split(".")[0] for module in sys.modules.keys() - BEFORE}:
        if os.path.exists(os.path.join(folder, name + ".py")) or os.path.isdir(os.path.join(folder, name)):
            for module in [m for m in sys.modules if m == name or m.startswith(name + ".")]:
                del sys.modules[module]


if __name__ == "__main__":
    settings = json.loads(sys.argv[1])
    this = sys.modules["__main__"]  # kept: the program becomes `__main__`
    del sys.argv[:2]
    main(
        settings["report"],
        settings["budget"],
        settings.get("module", False),
        Recording(**settings.get("recording", {})),
        Reporting(**settings.get("reporting", {})),
    )
