"""The course checks itself; and the check finds what is wrong, shown by exercises that are wrong on purpose."""

import copy
from dataclasses import replace

import numpy as np
import pytest

from hiddenmath.learn import Choice, Course, Exercise, Mistake, Predict, _content, check_content, course, satisfies
from hiddenmath.learn._content import _affordable, _choice, _exercise, _lesson, check_exercise
from hiddenmath.learn._links import broken_links
from hiddenmath.sandbox import Limits


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
    "it has no cases": replace(SOUND, cases=lambda rng: []),
    "the solution ends in TypeError": replace(SOUND, cases=lambda rng: [(None,)]),
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


def shape(x):
    return x.shape


PREDICT = Predict(
    asks=shape,
    given=lambda rng: {"x": np.ones((int(rng.integers(2, 5)), 5))},
    why=lambda x: "Rows come first.",
    mistakes=[Mistake("Columns come second.", lambda x: x.shape[::-1])],
    hints=["Think."],
    id="photo/grey",
    title="t",
)
WRONG_PREDICTIONS = {
    "no hints": replace(PREDICT, hints=[]),
    "does not pass when it is typed": replace(PREDICT, asks=lambda x: np.nan * x),
    "'Same.' is told as right": replace(PREDICT, mistakes=[Mistake("Same.", lambda x: list(x.shape))]),
    "is told as ['Columns come second.', 'Twice.']": replace(
        PREDICT, mistakes=[*PREDICT.mistakes, Mistake("Twice.", lambda x: x.T.shape)]
    ),
}


@pytest.mark.parametrize(("problem", "asked"), WRONG_PREDICTIONS.items())
def test_what_is_wrong_with_a_prediction_is_found(grader, problem, asked):
    assert list(check_exercise(PREDICT, holding(grader, PREDICT))) == []
    assert any(problem in found for found in check_exercise(asked, holding(grader, asked)))


def test_a_solution_that_learners_could_not_afford_is_found(monkeypatch):
    large = replace(SOUND, cases=lambda rng: ((np.zeros(200_000),),))
    assert list(_affordable(large)) == []
    monkeypatch.setattr(_content, "LIMITS", Limits(seconds=1e-6, memory=10**6))
    slow, greedy = _affordable(large)
    assert "s for one input; learners have 1e-06 s" in slow and "needs 2 MB; learners have 1 MB" in greedy


def test_what_is_said_to_be_fast_must_be_right():
    assert list(_affordable(replace(SOUND, fast=lambda x: x + x))) == []
    assert "gives another answer" in next(_affordable(replace(SOUND, fast=lambda x: x * x)))


LINKS = {
    "[PCA](/learn/pca)": [],
    "[PCA](/learn/pca#the-idea)": [],
    "[tool](/apply/pca) [map](/learn) [x](/xray) [all](/exercises) [one](/exercises/drills/relu)": [],
    "[elsewhere](https://example.org/a/b)": [],
    '<hm-cloud dataset="iris"></hm-cloud> <hm-pixels src="/data/photos/china.png?width=96"></hm-pixels>': [],
    "## The idea\n\n[above](#the-idea)": [],
    '<hm-axes id="axes"></hm-axes> [picture](#axes)': [],
    "[nowhere](/learn/nothing)": ["/learn/nothing"],
    "[tool](/apply/magic) and [here](#nothing)": ["/apply/magic", "#nothing"],
    '<hm-cloud dataset="tulips"></hm-cloud>': ["tulips"],
    "[file](../secret.md)": ["../secret.md"],
}


@pytest.mark.parametrize(("text", "broken"), LINKS.items())
def test_links_lead_somewhere(text, broken):
    assert list(broken_links(text, course())) == broken


def test_what_is_wrong_with_a_lesson_is_found():
    lesson = course().lesson("photo")
    assert list(_lesson(lesson, {"photo", "vectors"}, course())) == []
    assert list(_lesson(lesson, {"photo"}, course())) == [
        "the front matter names a lesson 'vectors' that does not exist"
    ]
    assert "no <hm-exercise name='grey'> in lesson.md places grey.py" in list(
        _lesson(replace(lesson, body="Text."), {"photo", "vectors"}, course())
    )


def test_a_mistake_needs_a_wrong_solution():
    with pytest.raises(ValueError, match="needs a wrong solution"):
        Mistake("You were wrong.")


def test_solutions_leave_their_inputs_alone():
    for exercise_id in course().placed:
        exercise = course().exercise(exercise_id)
        if isinstance(exercise, Exercise):
            for case in exercise.cases(np.random.default_rng(0)):
                before = [np.array(value) for value in case]
                exercise.solution(*case)
                assert all(same(*pair) for pair in zip(before, case, strict=True))


def same(a, b):
    return np.array_equal(a, b) or np.array_equal(a, b, equal_nan=True)  # which asks for numbers
