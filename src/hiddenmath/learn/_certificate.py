"""The certificate of the whole course, whose work is graded anew before it is signed; and hand-ins of a part of it."""

import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from hiddenmath.data import InputError, write_file
from hiddenmath.learn._course import Course
from hiddenmath.learn._credential import Achievement, Work, credential, holder, sign
from hiddenmath.learn._exercise import Exercise
from hiddenmath.learn._grade import Grader
from hiddenmath.learn._keys import signing_key
from hiddenmath.learn._learner import Learner
from hiddenmath.learn._mastery import standings
from hiddenmath.learn._plain_text import plain
from hiddenmath.learn._progress import tally
from hiddenmath.store import Kept

COURSE = "hiddenmath: the linear algebra inside machine learning"
CERTIFICATE_VALID, HAND_IN_VALID = timedelta(days=5 * 365), timedelta(days=365)
CERTIFICATES = "certificates"
MISTAKES = 5  # different ones for each exercise that a hand-in tells of

Step = Callable[[int, int], None]  # told how many of how many are graded


def missing_for_certificate(course: Course, history: list[Kept]) -> list[str]:
    """The exercises that are not passed yet."""
    known = standings(history)
    return [id for id in course.ids if known.get(id) not in ("passed", "mastered")]


def certificate(learner: Learner, grader: Grader, name: str, now: datetime, step: Step | None = None) -> str:
    """A signed credential for the whole course, with every solution in it.

    Raises
    ------
    InputError
        While an exercise is not passed, or a solution does not pass any more on fresh numbers.
    """
    course, history = grader.course, learner.history()
    if missing := missing_for_certificate(course, history):
        raise InputError(f"{len(missing)} of {len(course.ids)} exercises are not passed yet.", f"Next: {missing[0]}.")
    works = _solutions(course, [kept for kept in history if kept.attempt.exercise in course.ids])
    _grade_again(grader, works, step)
    achievement = Achievement(
        "Course",
        COURSE,
        "See, learn and use the linear algebra inside machine learning: every exercise of the course.",
        f"{_counts(course.ids, history)} Every solution is enclosed, and was graded on fresh numbers when this was "
        "signed. Issued by the learner's own machine: trust the work, which `hiddenmath verify --rerun` grades again.",
    )
    return _signed(learner, achievement, name, works, now, CERTIFICATE_VALID)


def keep_certificate(learner: Learner, token: str) -> str:
    """Puts it beside the learner's progress; the name by which `kept_certificate` finds it."""
    name = uuid.uuid4().hex
    folder = learner.folder / CERTIFICATES
    folder.mkdir(exist_ok=True)
    write_file(folder / f"{name}.jwt", f"{token}\n".encode())
    return name


def kept_certificate(learner: Learner, name: str) -> str | None:
    """None if there is none of this name."""
    path = learner.folder / CERTIFICATES / f"{name}.jwt"
    return (
        path.read_text("utf-8", "replace").strip() if re.fullmatch(r"[0-9a-f]{32}", name) and path.is_file() else None
    )


def kept_certificates(learner: Learner) -> list[str]:
    """Their names, the newest first."""
    paths = (learner.folder / CERTIFICATES).glob("*.jwt")
    return [path.stem for path in sorted(paths, key=lambda path: path.stat().st_mtime, reverse=True)]


def hand_in(learner: Learner, course: Course, part: str, name: str, now: datetime) -> str:
    """What the learner has done of a part of the course: a module, a lesson or an exercise, or "course" for all.

    Solutions, the last try where there is none yet, and tries with a mistake that has a name: whoever grades a class
    learns what was hard.

    Raises
    ------
    InputError
        For a part that does not exist, and where nothing was tried.
    """
    ids, title = _part(course, part)
    history = [kept for kept in learner.history() if kept.attempt.exercise in ids]
    if not history:
        raise InputError(f"Nothing of {part} was tried yet.", f"Begin with {ids[0]}.")
    code = [kept for kept in history if isinstance(course.exercise(kept.attempt.exercise), Exercise)]
    works = [*_solutions(course, history), *_unsolved(code)]
    shown = {work.source for work in works}
    works += [work for work in _on_the_way(code) if work.source not in shown]
    achievement = Achievement(
        "Assignment",
        f"hiddenmath: {title}",
        f"Work on {part}.",
        f"{_counts(ids, history)} The work is enclosed and can be graded again.",
    )
    return _signed(learner, achievement, name, works, now, HAND_IN_VALID)


def _signed(
    learner: Learner, achievement: Achievement, name: str, works: list[Work], now: datetime, valid: timedelta
) -> str:
    name = plain(name)
    if not name:
        raise InputError("A name is missing: for whom is it?", "Write it as it shall be read, such as Ada Lovelace.")
    key = signing_key(learner.folder)
    return sign(credential(achievement, name, works, holder(key), now, valid), key)


def _part(course: Course, part: str) -> tuple[list[str], str]:
    if part == "course":
        return course.ids, "the course"
    for module in course.modules:
        if module.slug == part and module.lessons:
            return [id for lesson in module.lessons for id in lesson.ids], module.title
    for lesson in course.lessons:
        if lesson.slug == part:
            return lesson.ids, lesson.title
    return [part], course.exercise(part).title


def _solutions(course: Course, history: list[Kept]) -> list[Work]:
    """The last that passed, of each exercise, in the course's order."""
    passes = {kept.attempt.exercise: kept.attempt.source for kept in history if kept.attempt.passed}
    return [
        Work(id, "solution" if isinstance(course.exercise(id), Exercise) else "answer", passes[id])
        for id in course.every_id
        if id in passes
    ]


def _unsolved(history: list[Kept]) -> list[Work]:
    passed = {kept.attempt.exercise for kept in history if kept.attempt.passed}
    last = {kept.attempt.exercise: kept.attempt.source for kept in history}
    return [Work(id, "unsolved", source) for id, source in last.items() if id not in passed]


def _on_the_way(history: list[Kept]) -> Iterator[Work]:
    """The last try with each mistake that has a name."""
    tries: dict[str, dict[str, str]] = {}
    for kept in history:
        if kept.attempt.mistake is not None:
            tries.setdefault(kept.attempt.exercise, {})[kept.attempt.mistake] = kept.attempt.source
    for exercise, sources in tries.items():
        yield from (Work(exercise, "on the way", source) for source in list(sources.values())[-MISTAKES:])


def _grade_again(grader: Grader, works: list[Work], step: Step | None) -> None:
    for place, work in enumerate(works, 1):
        if work.genre == "solution":
            verdict = grader.check(work.exercise, work.source)
            if not verdict.passed:
                raise InputError(
                    f"Your solution of {work.exercise} passed once, and does not on fresh numbers: {verdict.message}",
                    "Solve it again; your last solution that passed counts.",
                )
        if step is not None:
            step(place, len(works))


def _counts(ids: Iterable[str], history: list[Kept]) -> str:
    counted = tally(ids, standings(history))
    return (
        f"{counted.passed} of {counted.total} exercises passed on fresh numbers, "
        f"{counted.mastered} of them again on a later day without help."
    )
