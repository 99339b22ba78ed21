"""What the documentation says is run: every command in a ```console fence, the two commands, every Python example.

In a ```console fence a line that begins with `$ ` is a command; what follows is its output, and `...` is anything.
"""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
MATCH = doctest.OutputChecker().check_output
LOOSE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def fences(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def commands():
    """(page, command, expected output) of every console fence."""
    for page in PAGES:
        for fence in fences(page, "console"):
            for part in re.split(r"^\$ ", fence, flags=re.MULTILINE)[1:]:
                command, _, expected = part.partition("\n")
                yield pytest.param(command, expected, id=f"{page.relative_to(ROOT)}: {command}")


@pytest.fixture
def desk(tmp_path):
    """A folder as a reader might have it: the examples, a table of their own."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "mydata.csv").write_text("height,weight,age\n171,68,31\n182,80,45\n165,59,27\n176,73,38\n160,52,22\n")
    (tmp_path / "holes.csv").write_text("height,weight\n171,68\n182,80\n165,\n176,73\n160,52\n")
    return tmp_path


@pytest.mark.parametrize(("command", "expected"), list(commands()))
def test_a_documented_command_prints_what_its_page_says(command, expected, desk):
    environment = {**os.environ, "HIDDENMATH_DATA_DIR": str(desk / "data"), "COLUMNS": "100"}
    program, *arguments = shlex.split(command)
    assert program == "hiddenmath", f"only hiddenmath's own commands stand in console fences, not {program!r}"
    done = subprocess.run(
        [sys.executable, "-m", program, *arguments],
        cwd=desk,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert MATCH(expected, done.stdout, LOOSE), done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_python_examples_print_what_their_page_says(page, desk, monkeypatch):
    monkeypatch.setenv("HIDDENMATH_DATA_DIR", str(desk / "data"))
    monkeypatch.chdir(desk)
    names: dict[str, object] = {}
    runner = doctest.DocTestRunner(optionflags=LOOSE)
    for fence in fences(page, "python"):
        test = doctest.DocTestParser().get_doctest(fence, {}, page.name, str(page), 0)
        test.globs = names  # one reader goes through all fences of a page
        runner.run(test, clear_globs=False)
    assert runner.failures == 0


def test_the_two_commands_are_targets_of_the_makefile():
    promised = [
        line.split()[1]
        for fence in fences(ROOT / "README.md", "sh")
        for line in fence.splitlines()
        if line.startswith("make ")
    ]
    assert promised == ["run", "test"]
    for target in promised:
        subprocess.run(["make", "--dry-run", target], cwd=ROOT, check=True, capture_output=True)


def test_links_between_pages_lead_somewhere():
    broken = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in PAGES
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []
