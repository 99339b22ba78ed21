"""How long a lesson takes: reading by its words, doing by its exercises."""

from typing import NamedTuple

from hiddenmath.learn._course import Course, Lesson
from hiddenmath.learn._outline import outline
from hiddenmath.learn._practice import minutes

WORDS = 200  # a minute: slower than a novel is read, for there are formulas and pictures


class Times(NamedTuple):
    """In minutes."""

    reading: int
    doing: int


def times_of(course: Course, lesson: Lesson) -> Times:
    words = sum(len(part.text.split()) for part in outline(lesson) if part.kind != "exercise")
    return Times(max(1, round(words / WORDS)), sum(minutes(course, id) for id in lesson.ids))
