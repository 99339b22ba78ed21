"""The process of a program under X-ray: `python _child.py '{"report": path, …settings}' script.py args…`.

It imports the standard library only, until the program itself has loaded NumPy, so that it works with any Python that
the program runs with, and a program that sets OMP_NUM_THREADS before its first import is obeyed.
"""

import sys

BEFORE = frozenset(sys.modules)

import atexit  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
from pathlib import Path  # noqa: E402
from time import perf_counter  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # where `hiddenmath` is; only while it is imported

from hiddenmath.xray import _hooks  # noqa: E402
from hiddenmath.xray._analyse import Settings, analyse  # noqa: E402
from hiddenmath.xray._program import Finder, Sources, run_main, without_our_frames  # noqa: E402
from hiddenmath.xray._recorder import Recorder  # noqa: E402

del sys.path[0]

INTERRUPTED = 130  # what a shell reports for a program that Ctrl-C ended


def main(report_file: str, settings: Settings) -> None:
    """Run sys.argv as a program. The report is written last of all, after its threads and exit handlers."""
    sources = Sources(Recorder())
    script, process = sys.argv[0], os.getpid()
    folder = os.path.dirname(os.path.realpath(script))
    _leave_no_trace(folder)
    sys.meta_path.insert(0, Finder(folder, sources))
    start = perf_counter()

    def write_report() -> None:
        if os.getpid() != process:
            return  # a fork of the program, ending in the ordinary way
        seconds = perf_counter() - start
        _hooks.recorder = None
        report = analyse(sources, script, seconds, settings)
        with open(report_file, "w", encoding="utf-8") as file:
            json.dump(report.to_json(), file)

    atexit.register(write_report)
    try:
        run_main(script, sources)
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001  what Python does with an exception that nobody caught
        without_our_frames(error)
        sys.excepthook(type(error), error, error.__traceback__)
        sys.exit(INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1)


def _leave_no_trace(folder: str) -> None:
    """Imports as `python script.py` has them: from the script's folder first, even a module with a standard name."""
    if not sys.flags.safe_path:
        sys.path[0] = folder
    for name in {module.split(".")[0] for module in sys.modules.keys() - BEFORE}:
        if os.path.exists(os.path.join(folder, name + ".py")) or os.path.isdir(os.path.join(folder, name)):
            for module in [m for m in sys.modules if m == name or m.startswith(name + ".")]:
                del sys.modules[module]


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    this = sys.modules["__main__"]  # kept: the program becomes `__main__`
    del sys.argv[:2]
    main(given.pop("report"), Settings(**given))
