"""Run a script under X-ray in a process of its own, and read what that process reports."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from hiddenmath.xray._analyse import Settings
from hiddenmath.xray._report import Report, Skipped

_CHILD = Path(__file__).with_name("_child.py")
_LOST = "it ended without returning to Python (os._exit, a signal or a crash), so what was recorded is lost"


def run_script(
    path: str | Path,
    argv: Sequence[str] = (),
    *,
    budget: float | None = None,
    ignore: Sequence[str] = (),
    exclude: Sequence[str] = (),
    matrices: bool = False,
) -> Report:
    """Run `path` as `python path argv…` would, and report the linear algebra in it.

    The program has this process's standard streams; its exit code is `report.exit_code`, 128 + n if signal n ended it.
    `budget`: seconds for measuring, after the program; by default as long as the program ran, at least 10. `ignore`:
    rules that are not tried; `exclude`: files and folders of which nothing is said, `*` stands for anything.
    `matrices`: statistics of the operands, too.

    Raises FileNotFoundError if there is no such file.
    """
    if not Path(path).is_file():
        raise FileNotFoundError(f"There is no program {str(path)!r} to X-ray; give the path of a Python file.")
    with tempfile.TemporaryDirectory(prefix="hiddenmath-xray-") as folder:
        file = Path(folder, "report.json")
        settings = Settings(budget, tuple(ignore), tuple(exclude), matrices)
        given = json.dumps({"report": str(file), **settings._asdict()})
        code = _wait([sys.executable, str(_CHILD), given, str(path), *argv])
        if not file.exists():
            return Report(str(path), 0.0, code, skipped=[Skipped(str(path), 0, _LOST)])
        return _relative(replace(Report.from_json(json.loads(file.read_text("utf-8"))), exit_code=code))


def _wait(command: list[str]) -> int:
    """The exit code, as a shell gives it. Ctrl-C comes to both processes: it is the program's, this one goes on."""
    in_main_thread = threading.current_thread() is threading.main_thread()
    handler: Any = signal.signal(signal.SIGINT, lambda *_: None) if in_main_thread else None
    try:
        code = subprocess.run(command, check=False).returncode
    finally:
        if in_main_thread:
            signal.signal(signal.SIGINT, handler)
    return code if code >= 0 else 128 - code


def _relative(report: Report) -> Report:
    """With files named from the current folder where they lie in it."""
    here = os.getcwd()

    def shown(file: str) -> str:
        return os.path.relpath(file, here) if Path(file).is_relative_to(here) else file

    return replace(
        report,
        calls=[replace(c, file=shown(c.file)) for c in report.calls],
        findings=[replace(f, file=shown(f.file)) for f in report.findings],
        skipped=[replace(s, file=shown(s.file)) for s in report.skipped],
        notes=[replace(n, file=shown(n.file)) for n in report.notes],
        sources={shown(file): digest for file, digest in report.sources.items()},
    )
