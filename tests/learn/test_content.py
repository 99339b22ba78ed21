"""The course checks itself; and the check finds what is wrong, shown by exercises that are wrong on purpose."""

import copy
from dataclasses import replace

import numpy as np
import pytest

from hiddenmath.learn import Choice, Course, Exercise, Mistake, check_content, course, satisfies
from hiddenmath.learn._content import _choice, _exercise, _lesson


def test_all_content_is_sound(grader):
    assert list(check_content(grader.course, grader)) == []


def double(x):
    return 2 * x  # blank


def already_done(x):
    return 2 * x  # starter: return x + x


def unmarked(x):
    return 2 * x


def vectors(rng):
    return ((rng.normal(size=n),) for n in (3, 4, 5))


SOUND = Exercise(
    solution=double,
    cases=vectors,
    hints=["Twice."],
    mistakes=[Mistake("That is the square.", lambda x: x**2)],
    explanation="Twice x is x and x.",
    id="photo/grey",
    title="t",
)


WRONG = {
    "it has no hints": replace(SOUND, hints=[]),
    "it has no explanation": replace(SOUND, explanation=" "),
    "the hint 'Write 2*x.' gives the solution away": replace(SOUND, hints=["Write 2*x."]),
    "its starter leaves nothing out": replace(SOUND, solution=unmarked),
    "'That is 3x.' is told as nothing": replace(
        SOUND, mistakes=[Mistake("That is 3x.", lambda x: 3 * x, when=lambda answer, x: False)]
    ),
    "'That is right.' is told as nothing": replace(SOUND, mistakes=[Mistake("That is right.", lambda x: x + x)]),
    "is told as ['That is the square.', 'Same.']": replace(
        SOUND, mistakes=[*SOUND.mistakes, Mistake("Same.", lambda x: x * x)]
    ),
    "'Fails.' is told as nothing": replace(SOUND, mistakes=[Mistake("Fails.", lambda x: x.no_such_thing)]),
    "the solution fails (seed 0)": replace(SOUND, check=satisfies(lambda answer, x: False, otherwise="No.")),
}


def holding(grader, exercise):
    """The same grader, as if its course held this exercise."""
    lesson = replace(grader.course.lesson("photo"))
    lesson.__dict__["exercises"] = {exercise.id: exercise}
    other = copy.copy(grader)
    other.course = Course((replace(grader.course.modules[0], lessons=(lesson,)),))
    return other


def test_a_sound_exercise_has_no_problems(grader):
    assert list(_exercise(SOUND, holding(grader, SOUND))) == []


@pytest.mark.parametrize(("problem", "exercise"), WRONG.items())
def test_what_is_wrong_with_an_exercise_is_found(grader, problem, exercise):
    assert any(problem in found for found in _exercise(exercise, holding(grader, exercise)))


def test_a_starter_that_passes_is_found(grader):
    exercise = replace(SOUND, solution=already_done)
    assert "the starter passes" in list(_exercise(exercise, holding(grader, exercise)))


CHOICE = Choice(
    given=lambda rng: {"x": rng.normal(size=3)},
    options=lambda x: {"double": 2 * x, "square": x**2},
    answer="double",
    explain={"double": "Right.", "square": "No."},
    starter="2 * x",
    hints=["Think."],
    id="photo/grey",
    title="t",
)
WRONG_CHOICES = {
    "no hints": replace(CHOICE, hints=[]),
    "need one called 'triple'": replace(CHOICE, answer="triple"),
    "and an explanation each": replace(CHOICE, explain={"double": "Right."}),
    "the option 'double' equals another": replace(CHOICE, options=lambda x: {"double": 2 * x, "square": x + x}),
    "gives another answer": replace(CHOICE, starter="x"),
    "gives nothing to see": replace(CHOICE, starter="1 / 0"),
}


@pytest.mark.parametrize(("problem", "choice"), WRONG_CHOICES.items())
def test_what_is_wrong_with_a_question_is_found(grader, problem, choice):
    assert list(_choice(CHOICE, holding(grader, CHOICE))) == []
    assert any(problem in found for found in _choice(choice, holding(grader, choice)))


def test_what_is_wrong_with_a_lesson_is_found():
    lesson = course().lesson("photo")
    assert list(_lesson(lesson, {"photo", "pca"}, course())) == []
    assert list(_lesson(lesson, {"photo"}, course())) == ["the front matter names a lesson 'pca' that does not exist"]
    assert "no <hm-exercise name='grey'> in lesson.md places grey.py" in list(
        _lesson(replace(lesson, body="Text."), {"photo", "pca"}, course())
    )


def test_a_mistake_needs_a_wrong_solution():
    with pytest.raises(ValueError, match="needs a wrong solution"):
        Mistake("You were wrong.")


def test_solutions_leave_their_inputs_alone():
    for exercise_id in course().ids:
        exercise = course().exercise(exercise_id)
        if isinstance(exercise, Exercise):
            for case in exercise.cases(np.random.default_rng(0)):
                before = [np.array(value) for value in case]
                exercise.solution(*case)
                assert all(np.array_equal(*pair) for pair in zip(before, case, strict=True))
