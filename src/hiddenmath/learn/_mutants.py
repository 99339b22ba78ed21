"""The solution with one thing changed, as a beginner would write it; where it answers the same, that is what happened.

Each change (`_changes`) is made in one place, and then wherever it can be made; or it is made to the inputs. A sentence
says what comes out then, which is a fact about the answer; where in the solution the change is made it does not say.
"""

import ast
import copy
import inspect
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, permutations
from typing import Any, NamedTuple

import numpy as np

from hiddenmath.learn._changes import CHANGES, say
from hiddenmath.learn._compare import NotNumbers, Parts, as_parts
from hiddenmath.learn._exercise import Exercise

Function = Callable[..., Any]


class Result(NamedTuple):
    """What the learner's code made of one input: an answer of `parts` arrays, or an error in Python's words."""

    inputs: Sequence[Any]
    parts: int
    answer: Parts | None
    error: str


def mutant_that_answers(exercise: Exercise, results: Sequence[Result]) -> str | None:
    """What is said of the first changed solution that has all of these results; None where none has."""
    changed = [*_other_inputs(exercise), *_mutants(exercise.solution, tuple(exercise.parts))]
    return next((words for function, words in changed if all(_gives(exercise, function, one) for one in results)), None)


def _gives(exercise: Exercise, function: Function, result: Result) -> bool:
    try:
        with np.errstate(all="ignore"):
            value = function(*result.inputs)
    except Exception as problem:  # noqa: BLE001 - a changed program may fail in any way, which is then compared
        return result.error == f"{type(problem).__name__}: {problem}"
    if result.answer is None:
        return False
    try:
        return exercise.check.differs_at(result.answer, as_parts(value, result.parts)) is None
    except NotNumbers:
        return False


def _other_inputs(exercise: Exercise) -> Iterator[tuple[Function, str]]:
    """The solution, unchanged, for inputs that are not those given."""
    solution, names = exercise.solution, exercise.parameters
    for i, name in enumerate(names):
        yield _with(solution, i, lambda value: _number(value) - 1), _right_for(f"`{name}` were one smaller")
        yield _with(solution, i, lambda value: _number(value) + 1), _right_for(f"`{name}` were one larger")
        yield _with(solution, i, lambda value: _matrix(value).T), _right_for(f"`{name}` were transposed")
        yield _with(solution, i, np.abs), _right_for(f"`{name}` were `abs({name})`")
    for i, j in combinations(range(len(names)), 2):
        yield _swapped(solution, i, j), _right_for(f"`{names[i]}` and `{names[j]}` were exchanged")
    for i, j in permutations(range(len(names)), 2):
        yield _doubled(solution, i, j), say(f"`{names[i]}` stands in place of `{names[j]}`")


def _with(solution: Function, i: int, change: Callable[[Any], Any]) -> Function:
    return lambda *inputs: solution(*inputs[:i], change(inputs[i]), *inputs[i + 1 :])


def _swapped(solution: Function, i: int, j: int) -> Function:
    def function(*inputs: Any) -> Any:
        exchanged = list(inputs)
        exchanged[i], exchanged[j] = inputs[j], inputs[i]
        return solution(*exchanged)

    return function


def _doubled(solution: Function, i: int, j: int) -> Function:
    return lambda *inputs: solution(*inputs[:j], inputs[i], *inputs[j + 1 :])


def _number(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError("not a whole number: nothing is counted with it")
    return value


def _matrix(value: Any) -> Any:
    if np.ndim(value) != 2:
        raise TypeError("not a matrix: nothing can be transposed")
    return value


def _right_for(what: str) -> str:
    return f"Your answer would be right if {what}."


@cache
def _mutants(solution: Function, parts: tuple[Any, ...]) -> list[tuple[Function, str]]:
    """In the order of `CHANGES`. None where the solution has a `while`, which a change could keep from ending."""
    things = [*parts, solution] if parts else [solution]
    tree = ast.parse("\n".join(textwrap.dedent(inspect.getsource(thing)) for thing in things))
    nodes = list(ast.walk(tree))
    if any(isinstance(node, ast.While) for node in nodes):
        return []
    made = []
    for change in CHANGES:
        everywhere: dict[str, dict[int, ast.expr]] = defaultdict(dict)
        for at, node in enumerate(nodes):
            for new, words in change(node):
                made.append((_compiled(tree, {at: new}, solution), words))
                everywhere[words][at] = new
        made += [(_compiled(tree, new, solution), words) for words, new in everywhere.items() if len(new) > 1]
    return made


def _compiled(tree: ast.Module, new: Mapping[int, ast.expr], solution: Function) -> Function:
    """`solution` in a tree whose nodes, numbered as `ast.walk` comes by them, are replaced."""
    changed = copy.deepcopy(tree)
    nodes = list(ast.walk(changed))
    changed = _Replace({id(nodes[at]): node for at, node in new.items()}).visit(changed)
    space = {"np": np, **solution.__globals__}
    exec(compile(ast.fix_missing_locations(changed), "<changed solution>", "exec"), space)  # noqa: S102 - our own code
    function: Function = space[solution.__name__]
    return function


class _Replace(ast.NodeTransformer):
    def __init__(self, new: dict[int, ast.expr]) -> None:
        self._new = new

    def visit(self, node: ast.AST) -> Any:
        return self._new[id(node)] if id(node) in self._new else super().visit(node)
