"""The course checks itself: starters fail, solutions pass, every mistake is caught and told apart by name."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from hiddenmath.learn._answers import (
    BadInputs,
    alike,
    explains_answer,
    foretold,
    given_by,
    judge_prediction,
    outcome,
)
from hiddenmath.learn._compare import as_numbers, close
from hiddenmath.learn._cost import solution_cost
from hiddenmath.learn._course import DRILLS, Course, Lesson
from hiddenmath.learn._exercise import AnyExercise, Choice, Exercise, Predict
from hiddenmath.learn._grade import LIMITS, Grader
from hiddenmath.learn._judge import Inputs, Miss, explains, find_misses, judge, reply_of
from hiddenmath.learn._links import broken_links
from hiddenmath.learn._say import Trouble
from hiddenmath.learn._starter import left_out

SEEDS = range(20)
MISTAKE_SEEDS = range(5)


@dataclass(frozen=True)
class Problem:
    where: str
    what: str


def check_content(course: Course, grader: Grader) -> Iterator[Problem]:
    """Everything that is wrong with the course's lessons and exercises, one by one."""
    slugs = {lesson.slug for lesson in course.lessons}
    for lesson in course.lessons:
        yield from (Problem(lesson.slug, what) for what in _lesson(lesson, slugs, course))
    for path in course.ahead.values():
        if (path.parents[1] / "lesson.md").is_file():
            yield Problem(path.parents[1].name, "it has a lesson.md, but course.toml does not list it")
    for exercise_id in course.every_id:
        exercise = course.exercise(exercise_id)
        found = [*_concepts(exercise, course), *_text(exercise, course), *check_exercise(exercise, grader)]
        yield from (Problem(exercise_id, what) for what in found)


def check_exercise(exercise: AnyExercise, grader: Grader) -> Iterator[str]:
    """What is wrong with one exercise."""
    match exercise:
        case Exercise():
            yield from _exercise(exercise, grader)
        case Choice():
            yield from _choice(exercise, grader)
        case Predict():
            yield from _predict(exercise, grader)


def _lesson(lesson: Lesson, slugs: set[str], course: Course) -> Iterator[str]:
    for slug in {*lesson.needs, *lesson.opens, *lesson.primer_of} - slugs:
        yield f"the front matter names a lesson {slug!r} that does not exist"
    for path in sorted((lesson.folder / "exercises").glob("*.py")):
        if path.stem not in lesson.placed:
            yield f"no <hm-exercise name={path.stem!r}> in lesson.md places {path.name}"
    for target in broken_links(lesson.body, course):
        yield f"the link to {target!r} leads nowhere"


def _text(exercise: AnyExercise, course: Course) -> Iterator[str]:
    if not exercise.task:
        yield "it has no task: its docstring's first line is the title, the rest the task"
    explanation = exercise.explanation if isinstance(exercise, Exercise) else ""
    for target in broken_links("\n".join([exercise.task, *exercise.hints, explanation]), course):
        yield f"the link to {target!r} leads nowhere"


def _concepts(exercise: AnyExercise, course: Course) -> Iterator[str]:
    if not exercise.concepts:
        yield "it names no concept: `concepts=[…]`, by the names in concepts.toml"
    for name in exercise.concepts:
        if name not in course.concepts:
            yield f"its concept {name!r} is not in concepts.toml"


def _exercise(exercise: Exercise, grader: Grader) -> Iterator[str]:
    if unusable := _unusable(exercise):
        yield unusable
        return
    yield from _hints(exercise)
    if not exercise.explanation.strip() and not exercise.id.startswith(f"{DRILLS}/"):  # these are explained by doing
        yield "it has no explanation of its solution"
    yield from _solution(exercise, grader)
    yield from _affordable(exercise)
    for mistake in exercise.mistakes:
        for wrong in mistake.wrong:
            yield from _told_apart(exercise, mistake.message, wrong)


def _unusable(exercise: Exercise) -> str:
    cases = list(exercise.cases(np.random.default_rng(0)))
    troubles = [reply for case in cases if isinstance(reply := reply_of(exercise.solution, case), Trouble)]
    if troubles:
        return f"the solution ends in {troubles[0].error}"
    return "" if cases else "it has no cases"


def _affordable(exercise: Exercise) -> Iterator[str]:
    cost = solution_cost(exercise)
    for case in exercise.cases(np.random.default_rng(0)) if exercise.fast else ():
        if find_misses(exercise, [case], [reply_of(exercise.fast, case)]):
            yield "what is said to be fast gives another answer than the solution"
            return
    if cost.seconds > LIMITS.seconds / 10:
        yield f"the solution needs {cost.seconds:.2g} s for one input; learners have {LIMITS.seconds:g} s for theirs"
    if cost.bytes > LIMITS.memory / 10:
        yield f"the solution needs {cost.bytes / 1e6:.0f} MB; learners have {LIMITS.memory / 1e6:.0f} MB for theirs"


def _hints(exercise: Exercise) -> Iterator[str]:
    if not exercise.hints:
        yield "it has no hints"
    secrets = [_squeezed(code) for code in left_out(exercise.written)]
    if not secrets:
        yield "its starter leaves nothing out: mark a line of the solution with `# blank` or `# starter: …`"
    for hint in exercise.hints:
        if any(secret in _squeezed(hint) for secret in secrets):
            yield f"the hint {hint!r} gives the solution away"


def _squeezed(code: str) -> str:
    return "".join(code.split())


def _solution(exercise: Exercise, grader: Grader) -> Iterator[str]:
    for seed in SEEDS:
        verdict = judge(
            exercise, cases := _cases(exercise, seed), [reply_of(exercise.solution, case) for case in cases]
        )
        if not verdict.passed:
            yield f"the solution fails (seed {seed}): {verdict.message}"
            return
    verdict = grader.check(exercise.id, exercise.solution_source, seed=0)
    if not verdict.passed:
        yield f"the solution's source fails in the sandbox: {verdict.message}"
    if grader.check(exercise.id, exercise.starter, seed=0).passed:
        yield "the starter passes"
    result = grader.run(exercise.id, exercise.solution_source)
    solved = exercise.solution(*exercise.example_inputs().values())
    if result.value is None or (result.value.array is None and not isinstance(solved, tuple) and np.ndim(solved)):
        yield f"the solution's answer to the example cannot be shown: {result.message or 'too many numbers'}"


def _told_apart(exercise: Exercise, message: str, wrong: Callable[..., Any]) -> Iterator[str]:
    """The wrong solution fails with its own message, and no other mistake explains what it answers."""
    for seed in MISTAKE_SEEDS:
        cases = _cases(exercise, seed)
        misses = find_misses(exercise, cases, [reply_of(wrong, case) for case in cases])
        named = [mistake.message for mistake in exercise.mistakes if _explained(exercise, mistake, misses)]
        if named != [message]:
            yield f"the mistake {message!r} is told as {named or 'nothing'} (seed {seed})"
            return


def _explained(exercise: Exercise, mistake: Any, misses: Sequence[Miss]) -> bool:
    return any(miss.answer is not None for miss in misses) and explains(exercise, mistake, misses)


def _cases(exercise: Exercise, seed: int) -> list[Inputs]:
    return [tuple(case) for case in exercise.cases(np.random.default_rng(seed))]


def _predict(asked: Predict, grader: Grader) -> Iterator[str]:
    if not asked.hints:
        yield "it has no hints"
    for seed in SEEDS:
        given = given_by(asked, seed)
        right = foretold(asked, given)
        typed = right if isinstance(right, str) else str(np.asarray(right).tolist())
        if not _passes(asked, seed, typed):
            yield f"what the code gives, {typed}, does not pass when it is typed (seed {seed})"
            return
        for mistake in asked.mistakes:
            for wrong in mistake.wrong:
                answer = outcome(wrong, given)
                named = [other.message for other in asked.mistakes if explains_answer(other, answer, given)]
                if alike(answer, right) or named != [mistake.message]:
                    told = "right" if alike(answer, right) else named
                    yield f"the mistake {mistake.message!r} is told as {told} (seed {seed})"
                    return
    result = grader.run(asked.id, asked.starter, inputs=given)
    if result.status != ("error" if isinstance(right, str) else "ok"):
        yield f"running its code gives nothing to see: {result.message}"


def _passes(asked: Predict, seed: int, typed: str) -> bool:
    try:
        return judge_prediction(asked, seed, typed).passed
    except BadInputs:
        return False


def _choice(choice: Choice, grader: Grader) -> Iterator[str]:
    if not choice.hints:
        yield "it has no hints"
    for seed in SEEDS:
        given = dict(choice.given(np.random.default_rng(seed)))
        options = dict(choice.options(**given))
        if choice.answer not in options or set(options) != set(choice.explain):
            yield f"the options {list(options)} need one called {choice.answer!r} and an explanation each"
            return
        values = [(name, as_numbers(value)) for name, value in options.items()]
        for name, value in values:
            if any(other != name and close().alike(value, another) for other, another in values):
                yield f"the option {name!r} equals another (seed {seed})"
    result = grader.run(choice.id, choice.starter, inputs=given)
    if result.value is None or result.value.array is None:
        yield f"running its code gives nothing to see: {result.message}"
    elif not close().alike(
        np.reshape(result.value.array.values, result.value.array.shape), as_numbers(options[choice.answer])
    ):
        yield "running its code gives another answer than the right option"
