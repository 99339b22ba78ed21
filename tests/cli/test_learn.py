"""`hiddenmath learn` and `hiddenmath practice`: a person saves files, types a letter, and reads the answer."""

import io
import os
import queue
import subprocess
import sys
import threading
import time

import pytest
from rich.console import Console

from hiddenmath.cli._work import Desk
from hiddenmath.learn import Grader, Learner, course

RIGHT = "def centre(X):\n    return X - X.mean(axis=0)\n"
WRONG = "def centre(X):\n    return X - X.mean()\n"


class Terminal:
    """The program as a process, its output line by line."""

    def __init__(self, folder, *arguments):
        environment = {**os.environ, "HIDDENMATH_DATA_DIR": str(folder / "data"), "COLUMNS": "100"}
        environment |= {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "hiddenmath", *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self.lines = queue.SimpleQueue()
        self.reader = threading.Thread(target=lambda: [self.lines.put(line) for line in self.process.stdout])
        self.reader.start()

    def until(self, words):
        """Everything printed up to the line that holds the words."""
        text = ""
        while words not in text:
            try:
                text += self.lines.get(timeout=30)
            except queue.Empty:
                pytest.fail(f"{words!r} did not come; after\n{text}")
        return text

    def type(self, line):
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def end(self):
        self.process.stdin.close()
        code = self.process.wait(30)
        self.reader.join()
        self.process.stdout.close()
        return code


@pytest.fixture
def start(tmp_path):
    started = []

    def start(*arguments):
        started.append(Terminal(tmp_path, *arguments))
        return started[-1]

    yield start
    for terminal in started:
        if terminal.process.poll() is None:
            terminal.process.kill()
            terminal.end()


def save(path, source):
    """As most editors do: a new file in the place of the old one."""
    new = path.with_suffix(".new")
    new.write_text(source, "utf-8")
    time.sleep(0.02)  # a clock tick of a coarse file system
    new.replace(path)


def test_a_lesson_is_worked_through_in_an_editor_beside_it(start, tmp_path):
    terminal = start("learn", "pca")
    file = tmp_path / "hiddenmath-work" / "pca" / "centre.py"
    assert "How do you look at data with 4 columns" in terminal.until("q: quit")
    assert file.read_text("utf-8").startswith("# Centre the data.\n# Move the cloud")
    assert "return X - ___" in file.read_text("utf-8")

    save(file, WRONG)
    assert "not yet pca/centre" in terminal.until("You subtracted one mean of all numbers.")
    terminal.type("h")
    terminal.until("which axis should")
    save(file, RIGHT)
    terminal.until("passed pca/centre")
    assert "First component" not in terminal.until("Find the first principal component")
    terminal.type("s")
    terminal.until("return Vt[0]")
    terminal.type("q")
    terminal.until("Go on with: hiddenmath learn")
    assert terminal.end() == 0
    with Learner(tmp_path / "data") as learner:
        wrong, right = (kept.attempt for kept in learner.history())
        assert (wrong.passed, wrong.helped, right.passed, right.helped) == (False, 0, True, 1)
        assert 0 < wrong.took < right.took

    again = start("learn", "pca")  # the file is as it was left, and what is passed is not asked again
    assert "passed pca/centre" in again.until("Find the first principal component")
    assert file.read_text("utf-8") == RIGHT
    again.end()


def test_a_question_is_answered_by_its_number(start, tmp_path):
    terminal = start("learn", "photo")
    terminal.until("photo/brighten.py")
    terminal.type("n")
    terminal.until("Type a number from 1 to 3")
    terminal.type("b")
    terminal.until("Type a number from 1 to 3")
    for _ in range(100):  # the options are shuffled anew for each question
        terminal.type("1")
        if "passed" in terminal.until("photo/transpose"):
            break
        terminal.until("Type a number from 1 to 3")
    terminal.process.stdin.close()  # Ctrl-D
    terminal.until("Kept.")


def test_a_wrong_answer_that_is_told_the_right_one_is_followed_by_fresh_numbers(tmp_path, monkeypatch):
    """Once the answer just told could be typed, and passed."""
    monkeypatch.setattr(Desk, "_listen", lambda desk: None)
    seeds, judge = [], Grader.answer

    def answer(grader, exercise, seed, line):
        seeds.append(seed)
        return judge(grader, exercise, seed, line)

    monkeypatch.setattr(Grader, "answer", answer)
    with Grader() as grader, Learner(tmp_path) as learner:
        desk = Desk(grader, learner, tmp_path, Console(file=io.StringIO()))
        for line in ("77", "h", "{[1]}", "78", "n"):
            desk.typed.put(line)
        desk.solve(course().exercise("vectors/slices"))
        assert seeds[0] != seeds[1] == seeds[2]
        assert [(kept.attempt.source, kept.attempt.helped) for kept in learner.history()] == [("77", 0), ("78", 1)]


def test_a_file_that_is_no_text_is_said_and_does_not_end_the_lesson(start, tmp_path):
    terminal = start("learn", "pca")
    terminal.until("q: quit")
    file = tmp_path / "hiddenmath-work" / "pca" / "centre.py"
    file.write_bytes(b"# caf\xe9\n")
    terminal.until("is not text in UTF-8 (byte 5). Save it as UTF-8.")
    save(file, RIGHT)
    terminal.until("passed pca/centre")
    terminal.end()


def test_practice_goes_through_the_days_mix(start, tmp_path):
    terminal = start("practice")
    words = terminal.until("q: quit")
    assert words.startswith("Today: 10 exercises, 0 done; 0 come back to you.")
    file = next((tmp_path / "hiddenmath-practice").rglob("*.py"))
    save(file, course().exercise(f"drills/{file.stem}").solution_source)
    terminal.until(f"passed drills/{file.stem}")
    terminal.type("q")
    terminal.end()
    terminal = start("practice")
    terminal.until("Today: 10 exercises, 1 done; 0 come back to you.")
    terminal.end()


def test_a_folder_whose_name_looks_like_markup(start, tmp_path):
    terminal = start("learn", "pca", "--folder", "[bold] of [mine]")
    assert "[bold] of [mine]/pca/centre.py" in terminal.until("q: quit")
    assert (tmp_path / "[bold] of [mine]" / "pca" / "centre.py").is_file()


def test_a_lesson_that_does_not_exist(start):
    terminal = start("learn", "pcaa")
    terminal.until("There is no lesson 'pcaa'.")
    assert terminal.end() == 2


def test_a_lesson_is_exported_once(start, tmp_path):
    assert start("export", "pca", "out.ipynb").end() == 0
    before = (tmp_path / "out.ipynb").read_text("utf-8")
    again = start("export", "pca", "out.ipynb")
    again.until("out.ipynb is there already.")
    assert again.end() == 2 and (tmp_path / "out.ipynb").read_text("utf-8") == before
    assert start("export", "pc", "x.ipynb").end() == 2
