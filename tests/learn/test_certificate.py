"""The certificate and the hand-in: what goes in, and that all of it is graded again."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hiddenmath.data import InputError
from hiddenmath.learn import (
    Exercise,
    Learner,
    certificate,
    count_mistakes,
    course,
    files_of,
    hand_in,
    mark,
    marks_table,
    missing_for_certificate,
    read_credential,
    regrade,
)
from hiddenmath.learn._credential import Achievement, Work, credential, holder, sign
from hiddenmath.learn._keys import signing_key

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
RIGHT = "def centre(X):\n    return X - X.mean(axis=0)\n"
WHOLE_MEAN = "def centre(X):\n    return X - X.mean()\n"
WHOLE_MEAN_SAID = "You subtracted one mean of all numbers. Each column has its own: average down the rows, axis 0."


@pytest.fixture
def learner(tmp_path):
    with Learner(tmp_path / "data") as learner:
        yield learner


@pytest.fixture
def solve(learner, grader, right):
    """Passes these exercises, or tries `source` on them."""

    def tried(*ids, source=None):
        for id in ids:
            exercise = grader.course.exercise(id)
            verdict, written = (grader.check(id, source, seed=1), source) if source else right(grader, exercise)
            learner.record(id, verdict, written)

    return tried


def test_a_certificate_holds_every_solution_and_they_pass_again(learner, grader, solve):
    solve(*course().ids)
    steps = []
    token = certificate(learner, grader, "  Ada\tLovelace ", NOW, lambda done, total: steps.append((done, total)))
    read = read_credential(token)
    assert (read.signature, read.learner, read.self_issued) == ("valid", "Ada Lovelace", True)
    assert [work.exercise for work in read.works] == course().ids
    assert steps[-1] == (len(course().ids), len(course().ids))
    regraded = list(regrade(read, grader))
    assert all(each.verdict.passed for each in regraded)
    questions = [work for work in read.works if work.genre == "answer"]
    assert len(regraded) == len(course().ids) - len(questions) and questions


def test_there_is_no_certificate_while_something_is_missing(learner, grader, solve):
    solve(*course().ids[1:])
    assert missing_for_certificate(course(), learner.history()) == course().ids[:1]
    with pytest.raises(InputError, match=f"1 of {len(course().ids)} exercises are not passed yet"):
        certificate(learner, grader, "Ada", NOW)


def test_a_solution_that_only_happened_to_pass_is_found_before_signing(learner, grader, solve):
    """It knows its seed's numbers; progress written by hand into a file fares the same."""
    solve(*course().ids)
    learner.record("pca/centre", grader.check("pca/centre", RIGHT), WHOLE_MEAN)
    with pytest.raises(InputError, match=r"pca/centre passed once, and does not on fresh numbers: You subtracted one"):
        certificate(learner, grader, "Ada", NOW)


@pytest.mark.parametrize("name", ["", "  ", "\x00"])
def test_nobody_gets_no_certificate(learner, grader, name, solve):
    solve(*course().ids)
    with pytest.raises(InputError, match="A name is missing"):
        certificate(learner, grader, name, NOW)


def test_a_hand_in_has_solutions_last_tries_and_what_was_hard(learner, grader, solve):
    solve("pca/centre", source=WHOLE_MEAN)
    solve("pca/centre", source=RIGHT)
    solve("pca/first-component", source="def first_component(X):\n    return X[0]\n")
    solve("photo/grey")
    read = read_credential(hand_in(learner, course(), "pca", "Ada", NOW))
    assert [(work.exercise, work.genre) for work in read.works] == [
        ("pca/centre", "solution"),
        ("pca/first-component", "unsolved"),
        ("pca/centre", "on the way"),
    ]
    assert read.works[2].source == WHOLE_MEAN
    graded = {(each.exercise, each.genre): each.verdict for each in regrade(read, grader)}
    assert graded["pca/centre", "solution"].passed
    assert graded["pca/centre", "on the way"].mistake == WHOLE_MEAN_SAID


@pytest.mark.parametrize(("part", "count"), [("course", 3), ("svd", 1), ("photo", 1), ("drills/relu", 1)])
def test_a_part_is_the_course_a_module_a_lesson_or_an_exercise(learner, grader, part, count, solve):
    solve("pca/centre", "photo/grey", "photo/transpose", "drills/relu")
    works = read_credential(hand_in(learner, course(), part, "Ada", NOW)).works
    assert len({work.exercise for work in works}) == count + (part == "photo")


def test_a_part_without_work_or_that_does_not_exist(learner):
    with pytest.raises(InputError, match=r"Nothing of pca was tried yet\.\nBegin with pca/centre"):
        hand_in(learner, course(), "pca", "Ada", NOW)
    with pytest.raises(InputError, match="There is no exercise 'pcaa'"):
        hand_in(learner, course(), "pcaa", "Ada", NOW)


@pytest.fixture
def student(tmp_path, grader):
    """`student(name, source, …)` hands in, with a key of their own; the file."""

    def write(name, source, now=NOW, change=lambda token: token):
        with Learner(tmp_path / f"data of {name}") as learner:
            learner.record("pca/centre", grader.check("pca/centre", source), source)
            token = hand_in(learner, course(), "pca", name, now)
        path = tmp_path / "class" / f"{name}.jwt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(change(token))
        return path

    return write


def test_a_class_is_graded_and_its_mistakes_are_counted(student, grader, tmp_path):
    files = [student("Ada", RIGHT), student("Bea", WHOLE_MEAN), student("Cem", WHOLE_MEAN)]
    files.append(student("Dan", RIGHT, change=lambda token: token[:-20] + "A" * 20))
    files.append(student("Eva", RIGHT, now=NOW - timedelta(days=800)))
    files.append(tmp_path / "class" / "photo.jwt")
    files[-1].write_bytes(b"\xff\xd8\xff")
    marks = [mark(file, grader, NOW) for file in files]
    assert [(each.learner, each.state, each.passed.get("pca/centre")) for each in marks] == [
        ("Ada", "valid", True),
        ("Bea", "valid", False),
        ("Cem", "valid", False),
        ("Dan", "altered", None),
        ("Eva", "expired", True),
        ("", "damaged", None),
    ]
    assert count_mistakes(marks) == [(2, "pca/centre", WHOLE_MEAN_SAID)]
    head, ada, bea, *_, photo = marks_table(marks, course().ids)
    assert head == ["file", "name", "state", "pca/centre", "passed", "key", "note"]
    assert ada == ["Ada.jwt", "Ada", "valid", "1", "1", read_credential(files[0].read_text()).issuer, ""]
    assert bea[3:5] == ["0", "0"]
    assert photo[:6] == ["photo.jwt", "", "damaged", "", "", ""]


def test_one_folder_a_student_with_files_of_the_same_name(student, grader, tmp_path):
    """Once they were left out without a word."""
    folder = tmp_path / "class"
    for name, place in [("Ada", "Ada_17/hand-in.jwt"), ("Bea", "Bea_18/hand-in.JWT"), ("Cem", "Cem_19/._hand-in.jwt")]:
        (folder / place).parent.mkdir(parents=True)
        student(name, RIGHT).rename(folder / place)
    marks = [mark(file, grader, NOW, folder) for file in files_of(folder)]
    assert [(each.file, each.learner) for each in marks] == [
        ("Ada_17/hand-in.jwt", "Ada"),
        ("Bea_18/hand-in.JWT", "Bea"),
    ]


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices are files there alone")
def test_a_folder_a_pipe_and_an_endless_device_are_no_hand_ins(grader, tmp_path):
    """Once the pipe was waited for, and the device read to its end, which it has not."""
    (tmp_path / "folder.jwt").mkdir()
    os.mkfifo(tmp_path / "pipe.jwt")
    (tmp_path / "zero\x1b[2J.jwt").symlink_to("/dev/zero")
    marks = [mark(file, grader, NOW) for file in files_of(tmp_path)]
    assert [(each.file, each.state) for each in marks] == [
        ("folder.jwt", "damaged"),
        ("pipe.jwt", "damaged"),
        ("zero[2J.jwt", "damaged"),
    ]
    assert not [each.note for each in marks if not each.note.isprintable()]


def test_a_hostile_hand_in_is_contained_and_the_next_one_is_graded(student, grader):
    hostile = "import os\ndef centre(X):\n    os.kill(os.getppid(), 9)\n    while True: pass\n"
    bad, good = student("Mallory", hostile), student("Ada", RIGHT)
    assert mark(bad, grader, NOW).passed == {"pca/centre": False}
    assert mark(good, grader, NOW).passed == {"pca/centre": True}


def test_a_file_that_takes_too_long_is_cut_off_and_the_next_one_is_graded(grader, tmp_path):
    """Once 30,000 exercises that do not exist took 14 seconds, and endless loops as long as there were exercises."""
    loop = "def f(X):\n    while True: pass\n"
    slow = [Work(id, "solution", loop) for id in course().ids if isinstance(course().exercise(id), Exercise)][:3]
    key = signing_key(tmp_path)
    for name, works in [("a", [*[Work(f"no/{i}", "solution", "") for i in range(30_000)], *slow]), ("b", slow[:1])]:
        claims = credential(Achievement("Assignment", "x", "x", "x"), name, works, holder(key), NOW, timedelta(9))
        (tmp_path / f"{name}.jwt").write_text(sign(claims, key))
    marks = [mark(path, grader, NOW, patience=0.0) for path in files_of(tmp_path)]
    assert [(each.learner, len(each.passed), each.note) for each in marks] == [
        ("a", 1, "Cut off after 0 seconds: 1 of 3 pieces of work were graded."),
        ("b", 1, ""),
    ]


@pytest.mark.parametrize("name", ["=HYPERLINK(0)", "+1", "-1", "@SUM(A1)", "|calc", "%x"])
def test_a_name_is_no_formula(student, grader, name):
    path = student("x", RIGHT)
    path = path.rename(path.with_name("=1+1.jwt"))
    row = marks_table([replace(mark(path, grader, NOW), learner=name)], course().ids)[1]
    assert row[:2] == ["'=1+1.jwt", f"'{name}"]
