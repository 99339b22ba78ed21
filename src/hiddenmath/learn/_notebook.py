"""`check` in a notebook: the page's verdict on a function that stands in a cell."""

import ast
import atexit
import inspect
import math
import sys
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from types import FunctionType, ModuleType
from typing import Any, TypeVar, overload

import numpy as np

from hiddenmath.data import InputError
from hiddenmath.learn._grade import Grader
from hiddenmath.learn._learner import Learner
from hiddenmath.learn._shown import Shown
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

    The function's source goes to the sandbox, with the functions of yours and the imports that it uses. Also as a
    decorator, `@check("pca/centre")`, which prints the verdict.

    Raises
    ------
    InputError
        For an exercise that does not exist, a question with options, and a function whose source cannot be found.
    """
    if answer is None:

        def decorated(function: F) -> F:
            print(_graded(exercise_id, source_of(function)))  # noqa: T201 - it is what a notebook shows
            return function

        return decorated
    return _graded(exercise_id, answer if isinstance(answer, str) else source_of(answer))


def _graded(exercise_id: str, source: str) -> Checked:
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
    """The function's source without its decorators, below what it needs of its notebook or module."""
    if not isinstance(function, (FunctionType, type)) or function.__name__ == "<lambda>":
        raise InputError("Only functions made with `def`, and classes, can be checked.", _HINT)
    return "\n\n".join([*_needed(function, {function.__name__}), _own_source(function)]) + "\n"


def _needed(function: FunctionType | type, known: set[str]) -> Iterator[str]:
    """Imports, and the learner's own functions and numbers, that the function uses by name; each once."""
    space = vars(sys.modules[function.__module__]) if isinstance(function, type) else function.__globals__
    for node in ast.walk(ast.parse(_own_source(function))):
        if not isinstance(node, ast.Name) or node.id in known or node.id not in space:
            continue
        known.add(node.id)
        value = space[node.id]
        if isinstance(value, ModuleType):
            yield f"import {value.__name__} as {node.id}"
        elif isinstance(value, (bool, int, float, str)):
            finite = not isinstance(value, float) or math.isfinite(value)
            yield f"{node.id} = {value!r}" if finite else f"{node.id} = float('{value}')"
        elif isinstance(value, FunctionType) and value.__module__ == function.__module__:
            yield from _needed(value, known)
            yield _own_source(value)
        elif callable(value) and getattr(value, "__module__", None) not in (None, function.__module__):
            yield f"from {value.__module__} import {value.__name__} as {node.id}"


def _own_source(function: Callable[..., Any]) -> str:
    try:
        source = textwrap.dedent(inspect.getsource(function))
        node = ast.parse(source).body[0]
    except (OSError, TypeError):
        raise InputError(f"The source of {function.__name__!r} cannot be found.", _HINT) from None
    except SyntaxError:  # indented, with a text in it that is not
        raise InputError(
            f"The source of {function.__name__!r} cannot be read without what stands around it.", _HINT
        ) from None
    assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    return "\n".join(source.splitlines()[node.lineno - 1 :])  # from `def` on: decorators stand above


def _lines(exercise_id: str, verdict: Verdict) -> Iterator[str]:
    yield f"{'passed' if verdict.passed else 'not yet'} {exercise_id}"
    yield verdict.message
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


_HINT = 'Give its source as text: check("pca/centre", """…""").'
