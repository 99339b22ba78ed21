"""Mastery is a later pass, on fresh numbers, without help; counted by lesson, module and concept."""

import pytest

from hiddenmath.learn import Learner, Tally, course, progress, standings

HOUR = 3600.0
DAY = 24 * HOUR

# (hours, passed, hints opened) of each attempt at one exercise, and how it stands then
CASES = {
    "never passed": ([(0, False, 0), (30, False, 0)], "tried"),
    "passed": ([(0, False, 0), (1, True, 0)], "passed"),
    "passed twice in one evening": ([(0, True, 0), (2, True, 0)], "passed"),
    "passed again on the next day": ([(0, True, 0), (24, True, 0)], "mastered"),
    "passed with a hint, and without one on the next day": ([(0, True, 2), (24, True, 0)], "mastered"),
    "with a hint on the next day": ([(0, True, 0), (24, True, 1)], "passed"),
    "failed on the third day, which takes nothing away": ([(0, True, 0), (24, True, 0), (48, False, 0)], "mastered"),
    "the clock was set back a week": ([(0, True, 0), (-168, True, 0), (-167, True, 0)], "mastered"),
    "the clock was set back an hour": ([(0, True, 0), (-1, True, 0)], "passed"),
    "and does not stay stuck": ([(0, True, 0), (-168, True, 1), (-140, True, 0)], "mastered"),
}


@pytest.mark.parametrize(("tries", "standing"), CASES.values(), ids=CASES)
def test_mastery(attempt, tries, standing, tmp_path):
    history = [attempt("pca/centre", 1e9 + hours * HOUR, passed, helped) for hours, passed, helped in tries]
    assert standings(history) == {"pca/centre": standing}
    with Learner(tmp_path) as learner:
        learner.merge(history, [])
        assert learner.standings() == {"pca/centre": standing}  # as the store counts it


def test_progress_is_counted_by_lesson_module_and_concept(attempt):
    history = [attempt("pca/centre", 1e9), attempt("pca/centre", 1e9 + DAY), attempt("photo/grey", 1e9)]
    counted = progress(course(), standings(history))
    svd = [lesson.slug for lesson in course().lessons if lesson.module == "svd"]
    assert counted.modules["svd"] == Tally(sum(counted.lessons[slug].total for slug in svd), 1, 1)
    assert (counted.lessons["pca"].passed, counted.lessons["pca"].mastered) == (1, 1)
    assert (counted.lessons["photo"].passed, counted.lessons["photo"].mastered) == (1, 0)
    assert (counted.concepts["axis"].passed, counted.concepts["axis"].mastered) == (2, 1)
    assert counted.concepts["masks"].passed == 0
    assert counted.course == Tally(len(course().ids), 2, 1)


def test_every_exercise_and_drill_counts_for_a_concept():
    total = sum(len(course().exercise(id).concepts) for id in course().every_id)
    assert sum(tally.total for tally in progress(course(), {}).concepts.values()) == total
