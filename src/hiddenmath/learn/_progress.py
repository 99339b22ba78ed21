"""How far a learner has come: by lesson, by module, by concept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hiddenmath.learn._course import Course
from hiddenmath.learn._mastery import Standing


@dataclass(frozen=True)
class Tally:
    """Of `total` exercises, `passed` are passed, and of these `mastered` are mastered."""

    total: int
    passed: int
    mastered: int


@dataclass(frozen=True)
class Progress:
    """`lessons` and `modules` go by slug, `concepts` by name; drills, and exercises ahead of their lesson,
    count for their concepts alone."""

    lessons: dict[str, Tally]
    modules: dict[str, Tally]
    concepts: dict[str, Tally]
    course: Tally


def progress(course: Course, known: Mapping[str, Standing]) -> Progress:
    modules = {
        module.slug: [id for lesson in module.lessons if not lesson.primer_of for id in lesson.ids]
        for module in course.modules
    }
    return Progress(
        {lesson.slug: tally(lesson.ids, known) for lesson in course.lessons},
        {slug: tally(its, known) for slug, its in modules.items() if its},
        {name: tally(its, known) for name, its in exercises_by_concept(course).items()},
        tally(course.ids, known),
    )


def tally(ids: Iterable[str], known: Mapping[str, Standing]) -> Tally:
    """
    >>> tally(["pca/centre", "photo/grey", "photo/brighten"], {"pca/centre": "mastered", "photo/grey": "passed"})
    Tally(total=3, passed=2, mastered=1)
    """
    found = [known.get(id, "new") for id in ids]
    mastered = found.count("mastered")
    return Tally(len(found), found.count("passed") + mastered, mastered)


def exercises_by_concept(course: Course) -> dict[str, list[str]]:
    """The ids of the exercises and drills that are about each concept, in the course's order."""
    found: dict[str, list[str]] = {name: [] for name in course.concepts}
    for id in course.every_id:
        for name in course.exercise(id).concepts:
            found[name].append(id)
    return {name: ids for name, ids in found.items() if ids}
