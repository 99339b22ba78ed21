"""A class's hand-ins, graded again under isolation, on fresh numbers: marks, and mistakes counted by name."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hiddenmath.data import InputError
from hiddenmath.learn._certificate import MISTAKES
from hiddenmath.learn._course import Course
from hiddenmath.learn._credential import Work
from hiddenmath.learn._exercise import Exercise
from hiddenmath.learn._grade import Grader
from hiddenmath.learn._plain_text import plain
from hiddenmath.learn._verdict import Verdict
from hiddenmath.learn._verify import Credential, credential_in

PATIENCE = 60.0  # seconds for one student's file; an honest one of the whole course takes a few
ENDINGS = (".jwt", ".txt")  # mail programs rename what they do not know


@dataclass(frozen=True)
class Regraded:
    exercise: str
    genre: str
    verdict: Verdict


@dataclass(frozen=True)
class Mark:
    """One student's file. `passed` holds each exercise handed in; `mistakes` are (exercise, mistake), each once.

    `key` is the did:key that signed, where the signature is valid: two files with the same one are from one machine.
    """

    file: str
    learner: str
    state: str
    passed: dict[str, bool]
    mistakes: frozenset[tuple[str, str]]
    key: str
    note: str


def regradable(credential: Credential, course: Course) -> list[Work]:
    """What can be graded again of what is enclosed: each exercise once, tries on the way a few times.

    Answers to questions are left out: an answer to other numbers says nothing. So is what this course does not have.
    """
    known, seen, works = set(course.every_id), Counter[tuple[str, str]](), list[Work]()
    for work in credential.works:
        if work.genre == "answer" or work.exercise not in known:
            continue
        seen[work.exercise, work.genre] += 1
        most = MISTAKES if work.genre == "on the way" else 1  # a file may be written by hand
        if seen[work.exercise, work.genre] <= most and isinstance(course.exercise(work.exercise), Exercise):
            works.append(work)
    return works


def regrade(credential: Credential, grader: Grader) -> Iterator[Regraded]:
    """Grades what is `regradable` on fresh numbers."""
    for work in regradable(credential, grader.course):
        yield Regraded(work.exercise, work.genre, grader.check(work.exercise, work.source))


def mark(path: Path, grader: Grader, now: datetime, folder: Path | None = None, patience: float = PATIENCE) -> Mark:
    """The mark of one file, named by its place in `folder`; what is wrong with it is in the mark and never raised.

    A file whose work takes longer than `patience` is cut off: what was graded until then has its marks.
    """
    file = plain(path.relative_to(folder or path.parent).as_posix())
    try:
        credential = credential_in(path)
    except InputError as problem:
        return Mark(file, "", "damaged", {}, frozenset(), "", plain(problem.message))
    if credential.signature != "valid":
        said = _SAID[credential.signature]
        return Mark(file, credential.learner, credential.signature, {}, frozenset(), "", said)
    graded, works, began = list[Regraded](), len(regradable(credential, grader.course)), time.monotonic()
    for each in regrade(credential, grader):
        graded.append(each)
        if time.monotonic() - began > patience and len(graded) < works:
            break
    passed = {each.exercise: each.verdict.passed for each in graded if each.genre != "on the way"}
    mistakes = {(each.exercise, each.verdict.mistake) for each in graded if each.verdict.mistake}
    state = "expired" if credential.expired(now) else "valid"
    cut = f"Cut off after {patience:g} seconds: {len(graded)} of {works} pieces of work were graded."
    note = cut if len(graded) < works else ""
    return Mark(file, credential.learner, state, passed, frozenset(mistakes), credential.issuer, note)


def files_of(folder: Path) -> list[Path]:
    """Also those in folders of it, one for each student as many systems hand them out; hidden files are no hand-ins.

    Raises
    ------
    InputError
        For a folder that is none, or holds no hand-ins.
    """
    if not folder.is_dir():
        raise InputError(f"There is no folder {folder}.", "Give the folder with your students' hand-ins.")
    files = (path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS)
    found = sorted(path for path in files if not path.name.startswith("."))
    if not found:
        raise InputError(f"{folder} holds no hand-in: no file that ends in {' or '.join(ENDINGS)}.", "")
    return found


def count_mistakes(marks: Iterable[Mark]) -> list[tuple[int, str, str]]:
    """(how many students, exercise, mistake), the most frequent first."""
    counted = Counter(mistake for each in marks for mistake in each.mistakes)
    rows = [(count, exercise, mistake) for (exercise, mistake), count in counted.items()]
    return sorted(rows, key=lambda row: (-row[0], row[1:]))


def marks_table(marks: list[Mark], order: list[str]) -> list[list[str]]:
    """The rows of a CSV file, its head first; 1 for passed, 0 for not, empty where nothing was handed in."""
    exercises = [id for id in order if any(id in each.passed for each in marks)]
    rows = [["file", "name", "state", *exercises, "passed", "key", "note"]]
    for each in marks:
        cells = ["" if id not in each.passed else str(int(each.passed[id])) for id in exercises]
        total = str(sum(each.passed.values())) if each.key else ""  # what was not graded has no marks, not even 0
        rows.append([each.file, each.learner, each.state, *cells, total, each.key, each.note])
    return [[inert(cell) for cell in row] for row in rows]


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (owasp.org, CSV injection).

    >>> inert("=HYPERLINK(0)"), inert("Ada"), inert(" +1")
    ("'=HYPERLINK(0)", 'Ada', "' +1")
    """
    return f"'{cell}" if cell.lstrip()[:1] in tuple("=+-@|%") else cell


_SAID = {
    "altered": "It was changed after it was signed, or never signed by its issuer, so it was not graded.",
    "forged": "Somebody else signed it than the issuer it names, so it was not graded.",
}
