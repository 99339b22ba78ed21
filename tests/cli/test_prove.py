"""`hiddenmath progress`, `certificate`, `verify`, `hand-in` and `class`, as typed."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hiddenmath.cli._app import app
from hiddenmath.data import InputError
from hiddenmath.learn import Exercise, Learner, course
from hiddenmath.learn._credential import holder
from hiddenmath.learn._keys import signing_key

RIGHT = "def centre(X):\n    return X - X.mean(axis=0)\n"
WRONG = "def centre(X):\n    return X - X.mean()\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("HIDDENMATH_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)

    def command(*arguments):
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    return command


@pytest.fixture
def solved(tmp_path, solve_all):
    """Everything passed, in the data folder."""
    solve_all(tmp_path / "data")


def test_a_certificate_from_issue_to_verification(run, solved, tmp_path):
    done = run("certificate", "--name", "Ada")
    assert done.stdout == "Wrote certificate.jwt. Anyone can check it: hiddenmath verify certificate.jwt --rerun\n"
    issuer = holder(signing_key(tmp_path / "data"))

    told = run("verify", "certificate.jwt")
    assert told.exit_code == 0
    assert "for        Ada\n" in told.stdout and "signature  valid\n" in told.stdout
    assert f"issuer     unknown, the learner's own machine\n           {issuer}\n" in told.stdout
    assert "issuer     trusted" in run("verify", "certificate.jwt", "--issuer", issuer).stdout
    assert "issuer     unknown" in run("verify", "certificate.jwt", "--issuer", "did:key:z6Mk").stdout

    again = run("verify", "certificate.jwt", "--rerun")
    assert again.exit_code == 0
    assert again.stdout.count("\npassed ") == sum(isinstance(course().exercise(id), Exercise) for id in course().ids)


def test_an_altered_certificate_is_said_and_not_run(run, solved, tmp_path):
    run("certificate", "--name", "Ada")
    path = tmp_path / "certificate.jwt"
    text = path.read_text().strip()
    path.write_text(text[:-20] + "A" * 20)
    told = run("verify", "certificate.jwt", "--rerun")
    assert told.exit_code == 1
    assert "signature  not valid: it was altered after it was signed" in told.stdout
    assert "Graded again" not in told.stdout


def test_an_expired_one_is_said(run, solved, monkeypatch):
    run("certificate", "--name", "Ada")
    monkeypatch.setattr("hiddenmath.learn.Credential.expired", lambda self, now: True)
    told = run("verify", "certificate.jwt")
    assert told.exit_code == 1 and "time       expired: 2" in told.stdout and "signature  valid" in told.stdout


def test_there_is_no_certificate_yet(run):
    done = run("certificate", "--name", "Ada")
    assert isinstance(done.exception, InputError) and "are not passed yet" in str(done.exception)


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "There is no file"), (b"\xff\xfe", "is no text"), (b"hello", "no signed credential")],
)
def test_what_is_no_certificate(run, tmp_path, content, words):
    if content is not None:
        (tmp_path / "x.jwt").write_bytes(content)
    done = run("verify", "x.jwt")
    assert isinstance(done.exception, InputError) and words in str(done.exception)


def test_a_class_from_hand_in_to_marks(run, tmp_path, monkeypatch):
    (tmp_path / "class").mkdir()
    for name, source in [("Ada", RIGHT), ("=Bea", WRONG), ("Cem", WRONG)]:
        monkeypatch.setenv("HIDDENMATH_DATA_DIR", str(tmp_path / f"data of {name}"))
        (tmp_path / "my.py").write_text(source)
        run("grade", "pca/centre", "my.py")
        done = run("hand-in", "pca", "--name", name, "--out", f"class/{name}.jwt")
        assert done.stdout == f"Wrote class/{name}.jwt: " + (
            "1 solved.\n" if name == "Ada" else "0 solved, 1 not yet.\n"
        )
    (tmp_path / "class" / "Dan.jwt").write_text("my homework")

    done = run("class", "class")
    assert done.exit_code == 0
    assert done.stdout.startswith("Wrote marks.csv: 4 files, 3 graded.\n  Dan.jwt: damaged. This is no signed")
    assert "    2  pca/centre: You subtracted one mean of all numbers." in done.stdout
    with (tmp_path / "marks.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["file"]: row for row in csv.DictReader(file)}
    assert {name: (row["name"], row["state"], row["pca/centre"]) for name, row in rows.items()} == {
        "Ada.jwt": ("Ada", "valid", "1"),
        "'=Bea.jwt": ("'=Bea", "valid", "0"),
        "Cem.jwt": ("Cem", "valid", "0"),
        "Dan.jwt": ("", "damaged", ""),
    }


def test_a_table_that_cannot_be_written_is_said_before_anything_is_graded(run, tmp_path, monkeypatch):
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "Ada.jwt").write_text("my homework")
    monkeypatch.setattr("hiddenmath.learn._class.mark", lambda *_: pytest.fail("it was graded"))
    done = run("class", "class", "--out", "class")
    assert isinstance(done.exception, OSError)


@pytest.mark.parametrize(("name", "words"), [("nowhere", "There is no folder"), (".", "holds no hand-in")])
def test_a_folder_without_hand_ins(run, name, words):
    done = run("class", name)
    assert isinstance(done.exception, InputError) and words in str(done.exception)


def test_progress_is_shown_written_and_read_back(run, tmp_path, monkeypatch):
    (tmp_path / "my.py").write_text(RIGHT)
    run("grade", "pca/centre", "my.py")
    rows = {line.rsplit(None, 3)[0]: line.split()[-3:] for line in run("progress").stdout.splitlines()[1:]}
    assert rows["6.4 PCA: four dimensions on a flat page"] == ["2", "1", "0"]
    assert rows["centring"][1:] == ["1", "0"]
    lessons = [f"{lesson.number} {lesson.title}" for lesson in course().lessons]
    assert list(rows) == [*lessons, *course().concepts, "the course"]  # in the course's order, whatever was done first
    assert run("progress", "--export", "all.json").stdout == "Wrote all.json.\n"
    assert json.loads((tmp_path / "all.json").read_text())["attempts"][0]["source"] == RIGHT
    monkeypatch.setenv("HIDDENMATH_DATA_DIR", str(tmp_path / "other"))
    assert run("progress", "--import", "all.json").stdout == "Added 1 attempt from all.json.\n"
    assert run("progress", "--import", "all.json").stdout == "Added 0 attempts from all.json.\n"
    with Learner(tmp_path / "other") as learner:
        assert learner.passed() == {"pca/centre"}


OWN = Path(__file__).parents[2] / "examples" / "lessons"


def test_a_teachers_own_lessons_are_handed_in_and_graded_again(run, tmp_path):
    (tmp_path / "my.py").write_text("def double(A):\n    return 2 * A\n")
    (tmp_path / "class").mkdir()
    run("grade", "doubling/double", "my.py", "--content", OWN)
    done = run("hand-in", "doubling", "--name", "Ada", "--out", "class/Ada.jwt", "--content", OWN)
    assert done.stdout == "Wrote class/Ada.jwt: 1 solved.\n"
    assert "passed     doubling/double" in run("verify", "class/Ada.jwt", "--rerun", "--content", OWN).stdout
    assert "unknown    doubling/double" in run("verify", "class/Ada.jwt", "--rerun").stdout
    run("class", "class", "--content", OWN)
    assert "doubling/double" in (tmp_path / "marks.csv").read_text("utf-8-sig").splitlines()[0]
    assert "Twice the light" in run("progress", "--content", OWN).stdout
    assert run("export", "doubling", "own.ipynb", "--content", OWN).stdout == "Wrote own.ipynb.\n"
