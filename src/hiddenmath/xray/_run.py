"""Run a program under X-ray in a process of its own, and read what that process reports."""

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

from hiddenmath.xray._analyse import Reporting
from hiddenmath.xray._program import Recording
from hiddenmath.xray._report import Report, Skipped

_CHILD = Path(__file__).with_name("_child.py")
_LOST = "it ended without returning to Python (os._exit, a signal or a crash), so what was recorded is lost"


_LOOK = "import sys, importlib.util as u; print(*sys.version_info[:2], u.find_spec('numpy') is not None)"
OLDEST = (3, 11)


def run_script(
    path: str | Path,
    argv: Sequence[str] = (),
    *,
    module: bool = False,
    python: str | Path | None = None,
    recording: Recording | None = None,
    reporting: Reporting | None = None,
    budget: float | None = None,
) -> Report:
    """Run `path` as `python path argv…` would, and report the linear algebra in it.

    The program has this process's standard streams; its exit code is `report.exit_code`, 128 + n if signal n ended it.
    `module`: `path` is the name of a module, and it is run as `python -m` would. `python`: the Python that runs it, by
    default this one; it needs no package but NumPy and what the program uses. `recording`: what is recorded, and how
    long. `reporting`: what is said of it. `budget`: seconds for measuring, after the program; by default as long as the
    program ran, at least 10.

    Raises FileNotFoundError if there is no such file or no such Python, ValueError if that Python cannot be used.
    """
    if not module and not Path(path).is_file():
        hint = f" To run a module by its name: -m {path}." if Path(path).suffix != ".py" else ""
        raise FileNotFoundError(f"There is no program {str(path)!r} to X-ray; give the path of a Python file.{hint}")
    if python is not None:
        _check(python)
    with tempfile.TemporaryDirectory(prefix="hiddenmath-xray-") as folder:
        file = Path(folder, "report.json")
        settings = {
            "report": str(file), "budget": budget, "module": module,
            "recording": (recording or Recording())._asdict(), "reporting": (reporting or Reporting())._asdict(),
        }  # fmt: skip
        code = _wait([str(python or sys.executable), str(_CHILD), json.dumps(settings), str(path), *argv])
        if not file.exists():
            return Report(str(path), 0.0, code, skipped=[Skipped(str(path), 0, _LOST)])
        return _relative(replace(Report.from_json(json.loads(file.read_text("utf-8"))), exit_code=code))


def _check(python: str | Path) -> None:
    """Is this a Python that a program with NumPy can be X-rayed with?"""
    try:
        said = subprocess.run([str(python), "-c", _LOOK], capture_output=True, text=True, check=True).stdout.split()
        major, minor, numpy = int(said[0]), int(said[1]), said[2] == "True"
    except (OSError, subprocess.CalledProcessError, ValueError, IndexError) as error:
        raise FileNotFoundError(f"{str(python)!r} is no Python that runs ({error}); give the path of one.") from error
    if (major, minor) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise ValueError(f"{str(python)!r} is Python {major}.{minor}; X-ray needs {oldest} or later to run a program.")
    if not numpy:
        raise ValueError(
            f"{str(python)!r} has no NumPy, so there is nothing to X-ray; give the Python of the environment that the "
            "program runs in."
        )


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
        matrices=[replace(m, file=shown(m.file)) for m in report.matrices],
        notes=[replace(n, file=shown(n.file)) for n in report.notes],
        sources={shown(file): digest for file, digest in report.sources.items()},
    )
