"""An exercise: task, solution, fresh inputs, hints, and the mistakes people make, all in one Python file."""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np

from hiddenmath.learn._compare import Check, close
from hiddenmath.learn._starter import Form, solution_source, starter_source

Picture = Literal["matrix", "photo", "vector"]
Rng = np.random.Generator


@dataclass(frozen=True, init=False)
class Mistake:
    """A mistake people make: what to tell them, and wrong solutions that make it.

    It is recognised where an answer equals that of one of the wrong solutions (as the exercise's check compares), or
    where `when(answer, *inputs)` holds, for a mistake that has too many answers to list; `when` is asked only about
    answers of the right shape.
    """

    message: str
    wrong: tuple[Callable[..., Any], ...]
    when: Callable[..., bool] | None

    def __init__(self, message: str, *wrong: Callable[..., Any], when: Callable[..., bool] | None = None) -> None:
        if not wrong:
            raise ValueError(f"the mistake {message!r} needs a wrong solution that makes it, so that it can be tested")
        object.__setattr__(self, "message", message)
        object.__setattr__(self, "wrong", wrong)
        object.__setattr__(self, "when", when)


@dataclass(frozen=True, kw_only=True)
class _Placed:
    """What the course knows of it: `id`, `title` and `task` (Markdown), from the file's place and docstring.

    `concepts` are what it is about, by their names in `concepts.toml`: mastery is counted for each.
    """

    id: str = ""
    title: str = ""
    task: str = ""
    concepts: Sequence[str] = ()

    @property
    def name(self) -> str:
        """The part of the id after the lesson's, `centre` in `pca/centre`."""
        return self.id.rpartition("/")[2]


@dataclass(frozen=True, kw_only=True)
class Exercise(_Placed):
    """Code to write.

    form
        "function": the learner writes the solution's function. "lines": its parameters are ready variables, the editor
        holds only the body, and the value of the last line is the answer, as in a notebook cell.
    cases
        fresh inputs for each check, as tuples of the solution's arguments.
    example
        the fixed inputs that *Run* uses; the first case of seed 0 where none are given.
    """

    solution: Callable[..., Any]
    cases: Callable[[Rng], Iterable[tuple[Any, ...]]]
    check: Check = field(default_factory=close)
    hints: Sequence[str] = ()
    mistakes: Sequence[Mistake] = ()
    form: Form = "function"
    example: Callable[[], Mapping[str, Any]] | None = None
    picture: Picture = "matrix"

    @property
    def function(self) -> str:
        """The name of the function to write."""
        return self.solution.__name__

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        return tuple(inspect.signature(self.solution).parameters)

    @cached_property
    def starter(self) -> str:
        """What the editor holds at first: the solution's source without what `# blank` and `# starter: …` mark."""
        return starter_source(self.solution, self.form)

    @cached_property
    def solution_source(self) -> str:
        """The same with nothing left out."""
        return solution_source(self.solution, self.form)

    def example_inputs(self) -> dict[str, Any]:
        if self.example is not None:
            return dict(self.example())
        return dict(zip(self.parameters, next(iter(self.cases(np.random.default_rng(0)))), strict=True))


@dataclass(frozen=True, kw_only=True)
class Choice(_Placed):
    """A question with options, made fresh by a seed; the file's docstring asks it.

    `given(rng)` are the values that the question is about, `options(**given)` the options by name, `answer` the name of
    the right one, and `explain` says for each name why. Afterwards `starter` can be run, to see for oneself.
    """

    given: Callable[[Rng], Mapping[str, Any]]
    options: Callable[..., Mapping[str, Any]]
    answer: str
    explain: Mapping[str, str]
    starter: str
    hints: Sequence[str] = ()
    picture: Picture = "matrix"
    form: Form = "lines"

    @property
    def function(self) -> str:
        return ""  # it has none: `starter` is run as lines

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        return tuple(self.example_inputs())

    def example_inputs(self) -> dict[str, Any]:
        return dict(self.given(np.random.default_rng(0)))
