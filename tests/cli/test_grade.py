"""`hiddenmath grade` and `hiddenmath exercises`, as typed: what is printed, what is kept, the exit code."""

import json

import pytest
import typer
from typer.testing import CliRunner

from hiddenmath.cli.exercises import exercises
from hiddenmath.cli.grade import grade
from hiddenmath.data import InputError
from hiddenmath.learn import Learner, course

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


def test_what_the_code_prints_cannot_write_over_the_screen(run, file):
    done = run("grade", "pca/centre", file("print('\\x1b]0;passed\\x07')\n" + WRONG))
    assert "\\x1b]0;passed\\x07" in done.stdout and "\x1b" not in done.stdout


def test_a_wrong_solution_shows_the_smallest_failing_input_beside_both_answers(run, file, tmp_path):
    done = run("grade", "pca/centre", file(WRONG))
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert lines[0] == "not yet pca/centre"
    assert lines[1].startswith("You subtracted one mean of all numbers.")
    assert lines[2].startswith("Right on ") and lines[2].endswith("The smallest that fails:")
    heading, *rows = [line for line in lines[4:] if line.strip()]
    names, (shape, *others), _ = (heading.split()[i::3] for i in range(3))
    assert (names, others) == (["X", "expected", "yours"], [shape, shape])
    m, n = map(int, shape.split("×"))
    assert m * n <= 6
    assert [len(row.split()) for row in rows] == [3 * n] * m
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
    assert sorted(verdict["case"]["inputs"][0]["shown"]["array"]["shape"]) == [2, 3]


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
    assert set(rows) == {*course().placed, *course().ahead}
    assert list(rows)[:4] == ["photo/brighten", "photo/transpose", "photo/grey", "python/name"]
    assert rows["layer/pullback"][0] == "7"  # a module's number alone: the lesson is still to be written
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
    *costs, blank, what, last = done.stdout.splitlines()
    assert (done.exit_code, blank, what) == (0, "", "µs and kB: what the solution needs for one input.")
    assert last == f"{len(course().every_id)} exercises, {len(course().lessons)} lessons, all sound."
    assert ["pca/centre", "15"] in [row.split()[:2] for row in costs]


def test_the_solution_stands_beside_ones_own_and_counts_as_help(run, file, tmp_path):
    done = run("grade", "pca/centre", file(WRONG), "--solution")
    assert done.exit_code == 1
    assert "X - X.mean()" in done.stdout and "X - X.mean(axis=0)" in done.stdout
    assert "Afterwards every column has mean 0." in " ".join(done.stdout.split())
    run("grade", "pca/centre", file(RIGHT))
    with Learner(tmp_path / "data") as learner:
        assert [kept.attempt.helped for kept in learner.history()] == [0, 1]


def test_effort_compares_a_solution_that_passed(run, file):
    product = "def product(A, B):\n    return A @ B\n"
    done = run("grade", "matmul/product", file(product), "--effort")
    assert done.exit_code == 0
    assert "yours, ms" in done.stdout and "the reference" in done.stdout and "GFLOP/s" in done.stdout
    wrong = run("grade", "matmul/product", file(product.replace("@", "*")), "--effort")
    assert wrong.exit_code == 1 and "yours, ms" not in wrong.stdout


OWN = {
    "course.toml": '[20]\nslug = "mine"\ntitle = "Mine"\nsummary = "My own."\nlessons = { 1 = "doubling" }\n',
    "concepts.toml": 'doubling = "Twice as much."\n',
    "mine/doubling/lesson.md": "---\ntitle: Doubling\nquestion: Why?\nsummary: Because.\nminutes: 5\n---\n\n"
    'Back to [PCA](/learn/pca).\n\n<hm-exercise name="double"></hm-exercise>\n',
    "mine/doubling/exercises/double.py": '"""Double it.\n\nGive back twice `x`.\n"""\n\n'
    "from hiddenmath.learn import Exercise, Mistake\n\n\n"
    "def double(x):\n    return 2 * x  # blank\n\n\n"
    "exercise = Exercise(\n    solution=double,\n"
    "    cases=lambda rng: ((x,) for x in rng.normal(size=(4, 3))),\n"
    '    concepts=["doubling"],\n    hints=["Once more."],\n'
    '    mistakes=[Mistake("That is the square.", lambda x: x * x)],\n    explanation="Twice is plus itself.",\n)\n',
}


@pytest.fixture
def own(tmp_path):
    for name, text in OWN.items():
        path = tmp_path / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "own"


def test_a_teachers_own_lessons_are_listed_checked_and_graded(run, file, own):
    listed = run("exercises", "--content", own)
    assert "20.1    doubling/double" in listed.stdout and "pca/centre" in listed.stdout
    right = run("grade", "doubling/double", file("def double(x):\n    return x + x\n"), "--content", own)
    assert right.exit_code == 0
    square = run("grade", "doubling/double", file("def double(x):\n    return x**2\n"), "--content", own)
    assert square.exit_code == 1 and "That is the square." in square.stdout
    with pytest.raises(InputError, match="no exercise 'doubling/double'"):
        raise run("grade", "doubling/double", file("1")).exception


def test_what_is_wrong_in_a_teachers_own_lessons_is_found(run, own):
    lesson = own / "mine" / "doubling" / "lesson.md"
    misspelt = '\n<hm-vector a="1 2" colour="red"></hm-vector>\n\n```html\n<hm-vector colour="red">\n```\n'
    lesson.write_text(lesson.read_text("utf-8").replace("/learn/pca", "/learn/nowhere") + misspelt, "utf-8")
    exercise = own / "mine" / "doubling" / "exercises" / "double.py"
    exercise.write_text(exercise.read_text("utf-8").replace("x * x)", "x + x)"), "utf-8")
    checked = run("exercises", "check", "--content", own)
    assert checked.exit_code == 1
    assert checked.stdout.splitlines() == [
        "doubling: the picture <hm-vector> has no attribute 'colour'.",
        "doubling: the link to '/learn/nowhere' leads nowhere",
        "doubling/double: the mistake 'That is the square.' is told as nothing (seed 0)",
    ]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("course.toml", None, "has no file course.toml"),
        ("course.toml", "[20\n", "is not TOML"),
        ("course.toml", "[20]\nslug = 'mine'\n", "the module [20] has no 'title'"),
        ("course.toml", OWN["course.toml"].replace("[20]", "[3]"), "the module number 3 is taken"),
        ("course.toml", OWN["course.toml"].replace("doubling", "pca"), "the lesson 'pca', but there is no file"),
        ("course.toml", '[20]\nslug = "svd"\ntitle = ""\nsummary = ""\n', "the slug svd is taken"),
        ("mine/doubling/exercises/double.py", "x = 1\n", "sets no `exercise"),
    ],
)
def test_content_that_cannot_be_read_is_said(run, own, name, text, words):
    (own / name).unlink() if text is None else (own / name).write_text(text, "utf-8")
    done = run("exercises", "--content", own)
    assert isinstance(done.exception, InputError) and words in str(done.exception)


@pytest.mark.parametrize(
    ("source", "words"),
    [("#" * 200_001, "has 200,001 characters"), ("#" * 800_001, "has 800,001 bytes"), ("ü" * 150_000, None)],
)
def test_a_file_may_be_as_long_as_the_page_takes_it(run, file, source, words):
    done = run("grade", "pca/centre", file(source))
    if words is None:
        assert done.exit_code == 1
    else:
        assert isinstance(done.exception, InputError) and words in str(done.exception)
        assert "a solution may have 200,000 characters" in str(done.exception)
