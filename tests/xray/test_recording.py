"""What of a program is recorded, in which Python, and for how long."""

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest

from hiddenmath.xray import Recording, Report, run_script

FILES = {
    "program.py": "import sys\nimport numpy as np\nimport kit.turn\nA = np.eye(3)\nA @ A\nkit.turn.turn(A)",
    "kit/__init__.py": "",
    "kit/turn.py": "def turn(A):\n    return A.T @ A\n",
    "kit/__main__.py": "import numpy as np\nfrom .turn import turn\nturn(np.eye(2))\n",
    "env/site-packages/there.py": "def f(A):\n    return A @ A @ A\n",
    "uses_it.py": (
        "import sys\nsys.path.append('env/site-packages')\nimport numpy as np, there\nthere.f(np.eye(2)) @ np.eye(2)"
    ),
}


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def recorded(report: Report) -> list[str]:
    return sorted(f"{call.file}:{call.line} {call.expression}" for call in report.calls)


def reasons(report: Report) -> list[str]:
    return [skipped.reason for skipped in report.skipped]


def test_a_module_is_run_by_its_name() -> None:
    assert recorded(run_script("kit.turn", module=True, budget=0)) == []
    assert recorded(run_script("kit", module=True, budget=0)) == ["kit/turn.py:2 A.T @ A"]
    with pytest.raises(
        FileNotFoundError, match=r"There is no program 'kit\.turn'.*To run a module by its name: -m kit\.turn"
    ):
        run_script("kit.turn")


# recording -> lines of which files
CHOSEN = {
    "its own files": (Recording(), ["uses_it.py:4 there.f(np.eye(2)) @ np.eye(2)"]),
    "an installed package": (
        Recording(include=["there"]),
        [
            "env/site-packages/there.py:2 A @ A",
            "env/site-packages/there.py:2 A @ A @ A",
            "uses_it.py:4 there.f(np.eye(2)) @ np.eye(2)",
        ],
    ),
    "not that package": (
        Recording(include=["there"], exclude=["there"]),
        ["uses_it.py:4 there.f(np.eye(2)) @ np.eye(2)"],
    ),
}


@pytest.mark.parametrize("choice", CHOSEN)
def test_which_files_are_recorded(choice: str) -> None:
    recording, expected = CHOSEN[choice]
    assert recorded(run_script("uses_it.py", recording=recording, budget=0)) == expected


def test_an_own_package_can_be_left_out_and_a_missing_one_is_said() -> None:
    report = run_script("program.py", recording=Recording(include=["nowhere"], exclude=["kit"]), budget=0)
    assert recorded(report) == ["program.py:5 A @ A"]
    assert "--include nowhere: no module of that name was imported" in reasons(report)


LOOP = """
import time
import numpy as np
A, start = np.eye(3), time.perf_counter()
for i in range(100_000):
    A @ A
    if i > 50 and time.perf_counter() - start > 0.3:
        break
print(i)
"""


@pytest.mark.parametrize("recording", [Recording(calls=7), Recording(seconds=0.05)], ids=["calls", "seconds"])
def test_recording_ends_and_the_program_goes_on(
    recording: Recording, desk: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (desk / "loop.py").write_text(LOOP)
    report = run_script("loop.py", recording=recording, budget=0)
    done = int(capfd.readouterr().out)
    [call] = report.calls
    assert done > 50 and 1 <= call.count < done
    assert recording.calls in (None, call.count)
    assert any(reason.startswith("recording ended as it was asked to") for reason in reasons(report))


PROCESSES = {
    "fork": """
        import os, numpy as np
        np.eye(2) @ np.eye(2)
        if os.fork() == 0:
            np.eye(3) @ np.eye(3)
            os._exit(0)
        os.wait()
        """,
    "multiprocessing": """
        import multiprocessing, sys
        import numpy as np
        def work(n):
            return float((np.eye(n) @ np.eye(n)).sum())
        if __name__ == "__main__":
            with multiprocessing.get_context(sys.argv[1]).Pool(2) as pool:
                print(pool.map(work, [3, 4]))
            work(2)
        """,
}


@pytest.mark.parametrize(
    ("program", "argument"), [("fork", ""), ("multiprocessing", "fork"), ("multiprocessing", "spawn")]
)
def test_other_processes_do_their_work_and_are_said(
    program: str, argument: str, desk: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (desk / "many.py").write_text(dedent(PROCESSES[program]))
    report = run_script("many.py", [argument], budget=0)
    assert capfd.readouterr().out == ("[3.0, 4.0]\n" if argument else "")
    assert report.exit_code == 0 and [call.shapes for call in report.calls] == [[[2, 2], [2, 2]]]
    assert any(reason.startswith("it started other processes") for reason in reasons(report))


@pytest.fixture(scope="module")
def other_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python whose only package is NumPy."""
    folder = tmp_path_factory.mktemp("env")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    [packages] = folder.glob("lib/*/site-packages")
    installed = Path(np.__file__).parent.parent
    for name in ("numpy", "numpy.libs"):
        if (installed / name).exists():
            (packages / name).symlink_to(installed / name)
    return folder / "bin" / "python"


def test_another_python_needs_only_numpy(other_python: Path, desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (desk / "slow.py").write_text(
        "import sys, importlib.util as u\nimport numpy as np\n"
        "x, y = np.random.default_rng(0).normal(size=(2, 2000, 1))\nz = x @ y.T @ y\n"
        "print(sys.prefix, [u.find_spec(m) for m in ('scipy', 'rich', 'pytest')])\n"
    )
    report = run_script("slow.py", python=other_python)
    assert capfd.readouterr().out == f"{other_python.parent.parent} [None, None, None]\n"
    assert not [s for s in report.skipped if "nothing was measured" in s.reason], report.skipped
    [finding] = report.findings
    assert (finding.before, finding.after) == ("x @ y.T @ y", "x @ (y.T @ y)")


def test_a_python_that_cannot_be_used_is_refused_with_a_reason(other_python: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", empty], check=True)
    with pytest.raises(
        ValueError, match=r"has no NumPy, so there is nothing to X-ray; give the Python of the environment"
    ):
        run_script("program.py", python=empty / "bin" / "python")
    with pytest.raises(FileNotFoundError, match=r"'/no/python' is no Python that runs"):
        run_script("program.py", python="/no/python")
    old = tmp_path / "old"
    old.write_text("#!/bin/sh\necho 3 9 True\n")
    old.chmod(0o755)
    with pytest.raises(ValueError, match=r"is Python 3\.9; X-ray needs 3\.11 or later"):
        run_script("program.py", python=old)


TESTS = """
import numpy as np
import pytest

def test_right():
    assert np.allclose(np.dot(np.eye(2), np.eye(2)), 1) is False

def test_wrong():
    A = np.eye(2)
    assert (A @ A)[0, 0] == 3, "why"

@pytest.fixture
def given():
    return np.ones(2) @ np.ones(2)

def test_fixture(given):
    assert given == 2
"""


def test_pytest_explains_its_assertions_and_its_files_are_recorded(
    desk: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (desk / "test_it.py").write_text(TESTS)
    arguments = ["-q", "-p", "no:cacheprovider", "test_it.py"]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    plain = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    report = run_script("pytest", arguments, module=True, budget=0)
    said = capfd.readouterr().out
    assert _without_seconds(said) == _without_seconds(plain.stdout) and "assert np.float64(1.0) == 3" in said
    assert report.exit_code == plain.returncode == 1
    assert recorded(report) == [
        "test_it.py:10 (A @ A)[0, 0]",
        "test_it.py:10 A @ A",
        "test_it.py:14 np.ones(2) @ np.ones(2)",
        "test_it.py:6 np.dot(np.eye(2), np.eye(2))",
    ]
    assert not list(desk.rglob("__pycache__"))


def _without_seconds(output: str) -> str:
    return output.rpartition(" in ")[0]
