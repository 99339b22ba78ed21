"""`check` in a notebook: the page's verdict on a function that stands in a cell."""

import ast
import atexit
import inspect
import sys
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from types import FunctionType
from typing import Any, TypeVar, overload

import numpy as np

from hiddenmath.data import InputError
from hiddenmath.learn._carried import HINT, own_source, with_carried
from hiddenmath.learn._formulas import readable
from hiddenmath.learn._grade import Grader
from hiddenmath.learn._learner import Learner
from hiddenmath.learn._shown import Shown
from hiddenmath.learn._source import LARGEST_SOURCE, too_long
from hiddenmath.learn._verdict import Verdict

F = TypeVar("F", bound=Callable[..., Any])


class Checked:
    """A verdict that reads well where a notebook shows the value of its last line."""

    def __init__(self, exercise_id: str, verdict: Verdict) -> None:
        self.exercise_id, self.verdict = exercise_id, verdict

    def __bool__(self) -> bool:
        return self.verdict.passed

    def __repr__(self) -> str:
        return "\n".join(_lines(self.exercise_id, self.verdict))


@overload
def check(exercise_id: str, answer: Callable[..., Any] | str) -> Checked: ...
@overload
def check(exercise_id: str) -> Callable[[F], F]: ...
def check(exercise_id: str, answer: Callable[..., Any] | str | None = None) -> Checked | Callable[[F], F]:
    """Grades a function, or the text of a cell, on fresh numbers; the attempt counts as in the browser.

    Its source goes to the sandbox, with what it uses of other cells: imports, your functions and classes, numbers,
    texts, lists and arrays. Also as a decorator, `@check("pca/centre")`, which prints the verdict.

    Raises
    ------
    InputError
        For an exercise that does not exist, a question with options, a function whose source cannot be found, and a
        variable of another cell that cannot go along.
    """
    if answer is None:

        def decorated(function: F) -> F:
            print(_graded(exercise_id, source_of(function)))  # noqa: T201 - it is what a notebook shows
            return function

        return decorated
    if isinstance(answer, str):
        given = _grader().course.exercise(exercise_id).parameters
        return _graded(exercise_id, source_of_text(answer, sys._getframe(1).f_globals, given))
    return _graded(exercise_id, source_of(answer))


def _graded(exercise_id: str, source: str) -> Checked:
    if len(source) > LARGEST_SOURCE:
        raise too_long("This answer", f"{len(source):,} characters")
    verdict = _grader().check(exercise_id, source)
    with Learner() as learner:
        learner.record(exercise_id, verdict, source)
    return Checked(exercise_id, verdict)


@cache
def _grader() -> Grader:
    """One warm sandbox for a notebook, as long as it lives."""
    grader = Grader()
    atexit.register(grader.close)
    return grader


def source_of(function: Callable[..., Any]) -> str:
    """The function's source below what it needs of its notebook or module."""
    if not isinstance(function, (FunctionType, type)) or function.__name__ == "<lambda>":
        raise InputError("Only functions made with `def`, and classes, can be checked.", HINT)
    made = inspect.unwrap(function)
    space = made.__globals__ if isinstance(made, FunctionType) else vars(sys.modules[made.__module__])
    return with_carried(own_source(function, space), space, function.__module__, {function.__name__}) + "\n"


def source_of_text(text: str, space: dict[str, Any], given: tuple[str, ...]) -> str:
    """The text of a cell below what it needs of the notebook; what the exercise gives is not the notebook's."""
    text = textwrap.dedent(text)
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):  # said by the verdict, with its line
        return text
    return with_carried(text, space, space.get("__name__", "__main__"), set(given))


def _lines(exercise_id: str, verdict: Verdict) -> Iterator[str]:
    yield f"{'passed' if verdict.passed else 'not yet'} {exercise_id}"
    yield readable(verdict.message)
    if verdict.case is not None:
        yield f"Right on {verdict.cases_passed} of {verdict.cases_total} inputs. The smallest that fails:"
        for named in verdict.case.inputs:
            yield _block(named.name, named.shown)
        yield _block("expected", verdict.case.expected)
        if verdict.case.got is not None:
            yield _block("yours", verdict.case.got)
    if verdict.stdout:
        yield f"Your code printed:\n{verdict.stdout.rstrip()}"


def _block(name: str, shown: Shown) -> str:
    if shown.array is None:
        return f"{name} = {shown.text}"
    values = np.array([float(value) for value in shown.array.values]).reshape(shown.array.shape)
    return f"{name} =\n{np.array2string(values, precision=4, suppress_small=True, threshold=60)}"
