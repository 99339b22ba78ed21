"""A script in a process of its own: its streams and exit code are its own, its report comes back."""

import ast
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from hiddenmath.xray import Report, _run, run_script
from hiddenmath.xray._verify import NO_TIME

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.py"))


def script(folder: Path, source: str) -> Path:
    file = folder / "script.py"
    file.write_text(source)
    return file


def test_files_are_named_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own.py").write_text("import numpy as np\ndef f(A): return A @ A\n")
    script(tmp_path, "import own, numpy as np\nown.f(np.eye(2))\nnp.eye(2) @ np.eye(2)\n")
    monkeypatch.chdir(tmp_path)
    report = run_script("script.py")
    assert (
        report.program == "script.py" and report.seconds > 0 and report.peak and report.peak.flops.keys() == {"float64"}
    )
    assert sorted((c.file, c.line, c.expression) for c in report.calls) == [
        ("own.py", 2, "A @ A"), ("script.py", 3, "np.eye(2) @ np.eye(2)"),
    ]  # fmt: skip


def test_a_program_without_numpy(tmp_path: Path) -> None:
    assert (
        run_script(script(tmp_path, "import json")).to_json() | {"seconds": 0}
        == Report(str(tmp_path / "script.py"), 0).to_json()
    )


@pytest.mark.parametrize(("last", "code"), [("sys.exit(5)", 5), ("os._exit(6)", 6), ("os.kill(os.getpid(), 9)", 137)])
def test_the_exit_code_is_the_programs(last: str, code: int, tmp_path: Path) -> None:
    report = run_script(script(tmp_path, f"import os, sys\nimport numpy as np\nnp.eye(2) @ np.eye(2)\n{last}\n"))
    assert report.exit_code == code
    if code == 5:
        assert len(report.calls) == 1
    else:
        assert report.skipped[0].reason.startswith("it ended without returning to Python")


def test_ctrl_c_ends_the_program_and_the_report_comes(tmp_path: Path) -> None:
    file = script(tmp_path, "import numpy as np\nnp.eye(2) @ np.eye(2)\nprint('ready', flush=True)\nwhile True: pass\n")
    report = tmp_path / "report.json"
    settings = f'{{"report": "{report}", "budget": 0}}'
    command = [sys.executable, str(_run._CHILD), settings, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors.endswith("KeyboardInterrupt\n") and "hiddenmath" not in errors
    assert '"A @ A"' not in report.read_text() and "np.eye(2) @ np.eye(2)" in report.read_text()


def test_finding_a_module_imports_nothing() -> None:
    """It is asked from within an import: one more, of what is just being imported, would find it half made."""
    program = (
        "import sys\nfrom hiddenmath.xray._program import is_own\nbefore = set(sys.modules)\n"
        "print(is_own('/own/a.py', '/own'), is_own('/else/a.py', '/own'), sys.modules.keys() - before)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "True False set()\n"


def test_no_program() -> None:
    with pytest.raises(FileNotFoundError, match=r"There is no program 'nowhere\.py' to X-ray"):
        run_script("nowhere.py")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.stem)
def test_examples_run_under_x_ray(example: Path) -> None:
    report = run_script(example, budget=5)
    assert report.exit_code == 0 and report.calls
    assert all(s.reason.endswith(NO_TIME) for s in report.skipped)  # on a busy machine
    if example.stem == "least_squares":
        assert report.findings == []


def test_examples_are_short_and_say_what_they_are_about() -> None:
    sources = [example.read_text("utf-8") for example in EXAMPLES]
    assert len(sources) >= 4
    assert all(len(source.splitlines()) < 60 and ast.get_docstring(ast.parse(source)) for source in sources)
