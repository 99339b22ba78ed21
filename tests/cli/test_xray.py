"""`hiddenmath xray` in a process of its own, through the command line that people use."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """\
import sys
import numpy as np
x, y = np.random.default_rng(0).normal(size=(2, 2000, 1))
z = np.ones(2000)
print((x @ y.T @ z).shape, sys.argv[1:])
print("to the other stream", file=sys.stderr)
sys.exit(4)
"""


def xray(folder: Path, *arguments: str, program: str = PROGRAM) -> subprocess.CompletedProcess[str]:
    (folder / "program.py").write_text(program)
    command = [sys.executable, "-m", "hiddenmath", "xray", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def test_output_then_report(tmp_path: Path) -> None:
    done = xray(tmp_path, "program.py", "--json", "-o", "x", "--help", "--", "-x")
    first, _, rest = done.stdout.partition("\n")
    assert first == "(2000,) ['--json', '-o', 'x', '--help', '--', '-x']"
    assert done.returncode == 4 and done.stderr == "to the other stream\n"
    for part in ("X-ray of program.py", "program.py:5", "x @ (y.T @ z)", "Where the time goes"):
        assert part in rest


def test_a_module_in_its_own_words(tmp_path: Path) -> None:
    done = xray(tmp_path, "--calls", "1", "-m", "program", "-m", "--calls")
    assert done.stdout.startswith("(2000,) ['-m', '--calls']\n") and done.returncode == 4
    assert "recording ended as it was asked to" in " ".join(done.stdout.split())


def test_json_after_the_output_and_in_a_file(tmp_path: Path) -> None:
    done = xray(tmp_path, "--json", "-o", "report.json", "program.py")
    output, brace, document = done.stdout.partition("\n{\n")
    assert output == "(2000,) []\n" and done.returncode == 4
    report = json.loads(brace + document)
    assert report == json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert document.startswith('  "schema": 3,\n') and report["exit_code"] == 4
    [finding] = report["findings"]
    assert (finding["rule"], finding["line"], finding["after"]) == ("chain-order", 5, "x @ (y.T @ z)")


def test_explain_prints_the_rules_page(tmp_path: Path) -> None:
    done = xray(tmp_path, "--explain", "explicit-inverse")
    assert done.returncode == 0 and "An inverse that only multiplies" in done.stdout
    assert "When to ignore it" in done.stdout


def test_diff_shows_and_fix_does_it_once(tmp_path: Path) -> None:
    shown = xray(tmp_path, "--diff", "program.py").stdout
    assert "\n-print((x @ y.T @ z).shape, sys.argv[1:])\n+print((x @ (y.T @ z)).shape, sys.argv[1:])\n" in shown
    assert (tmp_path / "program.py").read_text() == PROGRAM
    done = xray(tmp_path, "--fix", "program.py")
    assert "Fixed program.py: 1 finding, 1 place." in done.stdout
    fixed = (tmp_path / "program.py").read_text()
    assert fixed == PROGRAM.replace("x @ y.T @ z", "x @ (y.T @ z)")
    again = xray(tmp_path, "--fix", "program.py", program=fixed)
    assert "There is nothing to fix." in again.stdout and (tmp_path / "program.py").read_text() == fixed


ENDS_WELL = PROGRAM.replace("sys.exit(4)", "")


def test_the_report_as_a_page(tmp_path: Path) -> None:
    assert xray(tmp_path, "--html", "report.html", "program.py").returncode == 4
    page = (tmp_path / "report.html").read_text("utf-8")
    assert page.startswith("<!doctype html>") and page.count("<article") == 1 and "x @ (y.T @ z)" in page


def test_lessons_that_the_program_uses(tmp_path: Path) -> None:
    program = "import numpy as np\nA = np.eye(3)\nnp.cov(A @ A)\nnp.linalg.inv(A)\n"
    shown = xray(tmp_path, "--lessons", "program.py", program=program).stdout.partition("Lessons in this program\n")[2]
    lines = shown.splitlines()
    assert sorted(line.split()[0] for line in lines[:3]) == ["inverse", "matmul", "pca"]
    assert any(line.split()[0] == "inverse" and line.endswith("program.py:4 numpy.linalg.inv") for line in lines)
    assert set(lines[-1].partition("/?lit=")[2].split(",")) == {"pca", "matmul", "inverse"}


EXIT_CODES = [  # program, arguments -> exit code
    (ENDS_WELL, ["--fail-on", "any"], 3),
    (ENDS_WELL, ["--fail-on", "chain-order"], 3),
    (ENDS_WELL, ["--fail-on", "explicit-inverse", "--fail-on", "hazard"], 0),
    (ENDS_WELL, ["--fail-on", "any", "--ignore", "chain-order"], 0),
    (ENDS_WELL, ["--fail-on", "any", "--rule", "explicit-inverse"], 0),
    (ENDS_WELL, ["--fail-on", "any", "--fix"], 0),
    (PROGRAM, ["--fail-on", "any"], 4),
]


@pytest.mark.parametrize(("program", "arguments", "code"), EXIT_CODES)
def test_exit_codes_for_continuous_integration(program: str, arguments: list[str], code: int, tmp_path: Path) -> None:
    assert xray(tmp_path, *arguments, "program.py", program=program).returncode == code


def test_pyproject_silences_a_rule(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.hiddenmath.xray]\nignore = ["chain-order"]\n')
    assert "Nothing to improve" in xray(tmp_path, "program.py").stdout
    (tmp_path / "pyproject.toml").write_text('[tool.hiddenmath.xray]\nignore = ["chain"]\n')
    done = xray(tmp_path, "program.py")
    assert done.returncode == 2 and "ignores 'chain', which is no rule" in done.stderr and not done.stdout


def test_statistics_of_the_matrices(tmp_path: Path) -> None:
    done = xray(tmp_path, "--matrices", "program.py")
    [row] = [line.split() for line in done.stdout.split("The matrices")[1].splitlines() if line.startswith("5     x")]
    assert row[:5] == ["5", "x", "2000×1", "1", "1e+00"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--rule", "chain", "program.py"], "There is no rule 'chain'"),
        (["--fail-on", "all", "program.py"], "There is no rule 'all'"),
        (["--html", "no/such/report.html", "program.py"], "Cannot write the report to 'no/such/report.html'"),
        (["--json", "--diff", "program.py"], "--diff, --fix and --lessons do not fit"),
        (["nowhere.py"], "There is no program 'nowhere.py' to X-ray"),
        (["-o", "no/such/report.json", "program.py"], "Cannot write the report to 'no/such/report.json'"),
        (["-o", ".", "program.py"], "Cannot write the report to '.': it is a folder; name a file in it."),
        (["--jsn", "program.py"], "No such option: --jsn"),
        (["program"], "To run a module by its name: -m program."),
        (["--python", "/no/python", "program.py"], "'/no/python' is no Python that runs"),
        (["--calls", "0", "program.py"], "Invalid value for '--calls'"),
        (["-m"], "Missing argument"),
        (["--explain", "everything"], "There is no rule 'everything'"),
        ([], "Missing argument"),
    ],
)
def test_bad_use_is_one_message_and_code_2(arguments: list[str], message: str, tmp_path: Path) -> None:
    done = xray(tmp_path, *arguments)
    assert done.returncode == 2 and message in done.stderr and "Traceback" not in done.stderr
    assert done.stdout == ""
