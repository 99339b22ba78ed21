"""`hiddenmath grade` and `hiddenmath exercises`, as typed: what is printed, what is kept, the exit code."""

import json

import pytest
import typer
from typer.testing import CliRunner

from hiddenmath.cli.exercises import exercises
from hiddenmath.cli.grade import grade
from hiddenmath.data import InputError
from hiddenmath.learn import Learner

RIGHT = "import numpy as np\n\ndef centre(X):\n    print('hello')\n    return X - X.mean(axis=0)\n"
WRONG = "def centre(X):\n    return X - X.mean()\n"

app = typer.Typer()
app.command()(grade)
app.add_typer(exercises, name="exercises")


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("HIDDENMATH_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "100")

    def command(*arguments):
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    return command


@pytest.fixture
def file(tmp_path):
    def write(source):
        path = tmp_path / "my.py"
        path.write_text(source, "utf-8") if isinstance(source, str) else path.write_bytes(source)
        return path

    return write


def test_a_right_solution(run, file, tmp_path):
    done = run("grade", "pca/centre", file(RIGHT))
    assert done.exit_code == 0
    assert done.stdout == "passed pca/centre\nRight, on all 10 fresh inputs.\n\nYour code printed:\nhello\n"
    with Learner(tmp_path / "data") as learner:
        assert learner.passed() == {"pca/centre"}


def test_a_wrong_solution_shows_the_smallest_failing_input_beside_both_answers(run, file, tmp_path):
    done = run("grade", "pca/centre", file(WRONG))
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert lines[0] == "not yet pca/centre"
    assert lines[1].startswith("You subtracted one mean of all numbers.")
    assert lines[2].startswith("Right on ") and lines[2].endswith("The smallest that fails:")
    heading, *rows = [line for line in lines[4:] if line.strip()]
    assert heading.split() == ["X", "3×2", "float64", "expected", "3×2", "float64", "yours", "3×2", "float64"]
    assert [len(row.split()) for row in rows] == [6, 6, 6]
    assert "\x1b" not in done.stdout  # plain when piped
    with Learner(tmp_path / "data") as learner:
        assert learner.passed() == set()


def test_a_narrow_terminal_gets_the_matrices_below_each_other(run, file, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    done = run("grade", "pca/centre", file(WRONG))
    starts = [line.split()[0] for line in done.stdout.splitlines() if "float64" in line]
    assert starts == ["X", "expected", "yours"]


def test_large_inputs_are_cut(run, file):
    source = "def centre(X):\n    return X * 0 if len(X) == 150 else X - X.mean(axis=0)\n"
    done = run("grade", "pca/centre", file(source))
    assert done.exit_code == 1 and "X  150×4 float64" in done.stdout
    assert len(done.stdout.splitlines()) < 20 and "…" in done.stdout


def test_json(run, file):
    done = run("grade", "pca/centre", file(WRONG), "--json")
    verdict = json.loads(done.stdout)
    assert done.exit_code == 1
    assert (verdict["passed"], verdict["status"]) == (False, "wrong")
    assert verdict["mistake"] == verdict["message"]
    assert verdict["case"]["inputs"][0]["shown"]["array"]["shape"] == [3, 2]


def test_a_folder_for_progress_can_be_named(run, file, tmp_path):
    run("grade", "pca/centre", file(RIGHT), "--data-dir", tmp_path / "other")
    with Learner(tmp_path / "other") as learner:
        assert learner.passed() == {"pca/centre"}


@pytest.mark.parametrize(
    ("exercise", "source", "words"),
    [
        ("pca/center", RIGHT, "Did you mean pca/centre"),
        ("pca/centre", None, "There is no file"),
        ("pca/centre", b"\xff\xfe\x00", "not text in UTF-8"),
        ("photo/transpose", RIGHT, "is a question"),
    ],
)
def test_bad_use_is_an_input_error_which_the_command_line_prints_and_exits_2(
    run, file, tmp_path, exercise, source, words
):
    path = tmp_path / "nothing.py" if source is None else file(source)
    done = run("grade", exercise, path)
    assert isinstance(done.exception, InputError)
    assert words in str(done.exception)


def test_the_list_shows_what_is_passed(run, file):
    run("grade", "pca/centre", file(RIGHT))
    done = run("exercises")
    assert done.exit_code == 0
    rows = {line.split()[1]: line.split() for line in done.stdout.splitlines() if "/" in line and line[0].isdigit()}
    assert list(rows) == ["photo/brighten", "photo/transpose", "photo/grey", "pca/centre", "pca/first-component"]
    assert rows["pca/centre"] == ["6.4", "pca/centre", "Centre", "the", "data", "yes"]
    assert rows["photo/grey"][-1] == "grey"


def test_exercises_check_says_that_all_is_sound_and_exits_1_when_not(run, monkeypatch):
    from hiddenmath import learn

    monkeypatch.setattr(
        learn, "check_content", lambda course, grader: iter([learn.Problem("pca/centre", "it has no hints")])
    )
    done = run("exercises", "check")
    assert (done.exit_code, done.stdout) == (1, "pca/centre: it has no hints\n")
    monkeypatch.setattr(learn, "check_content", lambda course, grader: iter([]))
    done = run("exercises", "check")
    assert (done.exit_code, done.stdout) == (0, "5 exercises in 2 lessons, all sound.\n")
