"""An exercise: task, solution, fresh inputs, hints, and the mistakes people make, all in one Python file.

There are three kinds: code to write (`Exercise`), options to choose from (`Choice`), a value to foretell (`Predict`).
"""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np

from hiddenmath.learn._compare import Check, close
from hiddenmath.learn._starter import Form, body_source, solution_source, starter_source

Picture = Literal["matrix", "photo", "vector", "plane", "product", "fit", "svd"]  # a picture also shows a failed input
Rng = np.random.Generator


@dataclass(frozen=True, init=False)
class Mistake:
    """A mistake people make: what to tell them, and wrong solutions that make it.

    It is recognised where an answer equals that of one of the wrong solutions (as the exercise's check compares), or
    where `when(answer, *inputs)` holds, for a mistake that has too many answers to list; `when` is asked only about
    answers of the right shape, and gets the parts of an answer that has several as several arguments.
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


@dataclass(frozen=True, kw_only=True, eq=False)
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


@dataclass(frozen=True, kw_only=True, eq=False)
class Exercise(_Placed):
    """Code to write.

    parts
        what the learner writes, where that is more than the one function: functions and classes. `solution` then shows
        how they are used: its own source runs beside the learner's parts, and its value is the answer.
    form
        "function": the learner writes the solution's function. "lines": its parameters are ready variables, the editor
        holds only the body, and the value of the last line is the answer, as in a notebook cell.
    cases
        fresh inputs for each check, as tuples of the solution's arguments; small ones first.
    explanation
        Markdown that stands beside the solution and says why it is right.
    example
        the fixed inputs that *Run* uses; the first case of seed 0 where none are given.
    grows
        `grows(rng, n)` are inputs of size n, where the time of a solution is worth comparing with the reference:
    fast
        the same in a better way, where the solution that is taught is not the fastest.
    """

    solution: Callable[..., Any]
    cases: Callable[[Rng], Iterable[tuple[Any, ...]]]
    parts: Sequence[Callable[..., Any]] = ()
    check: Check = field(default_factory=close)
    hints: Sequence[str] = ()
    mistakes: Sequence[Mistake] = ()
    explanation: str = ""
    form: Form = "function"
    example: Callable[[], Mapping[str, Any]] | None = None
    picture: Picture = "matrix"
    grows: Callable[[Rng, int], tuple[Any, ...]] | None = None
    fast: Callable[..., Any] | None = None

    @property
    def function(self) -> str:
        """The name of the function that is called with the inputs."""
        return self.solution.__name__

    @property
    def written(self) -> tuple[Callable[..., Any], ...]:
        """What the learner writes."""
        return tuple(self.parts) or (self.solution,)

    @cached_property
    def heads(self) -> dict[str, str]:
        """How each thing to write begins, by its name: `def centre(X):`, `class Line:`."""
        return {thing.__name__: _head(thing) for thing in self.written}

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        return tuple(inspect.signature(self.solution).parameters)

    @cached_property
    def starter(self) -> str:
        """What the editor holds at first: the solution's source without what `# blank` and `# starter: …` mark."""
        return starter_source(self.written, self.form)

    @cached_property
    def solution_source(self) -> str:
        """The same with nothing left out."""
        return solution_source(self.written, self.form)

    @cached_property
    def use(self) -> str:
        """How the parts are used, as source; empty where there is one function alone."""
        return solution_source([self.solution], "function") if self.parts else ""

    @property
    def shown_use(self) -> str:
        """The lines of `use`, for the learner to read."""
        return body_source(self.solution) if self.parts else ""

    @cached_property
    def answers(self) -> list[str]:
        """How the parts of an answer are called, where the last line of `use` names them: `return output, dW, dx`."""
        names = re.fullmatch(r"return (\w+(?:, \w+)+)", self.shown_use.rpartition("\n")[2])
        return names[1].split(", ") if names else []

    def example_inputs(self) -> dict[str, Any]:
        if self.example is not None:
            return dict(self.example())
        return dict(zip(self.parameters, next(iter(self.cases(np.random.default_rng(0)))), strict=True))


def _head(thing: Callable[..., Any]) -> str:
    if inspect.isclass(thing):
        return f"class {thing.__name__}:"
    return f"def {thing.__name__}({', '.join(inspect.signature(thing).parameters)}):"


@dataclass(frozen=True, kw_only=True, eq=False)
class _Asked(_Placed):
    """A question about values made fresh by a seed, `given(rng)`; the file's docstring asks it."""

    given: Callable[[Rng], Mapping[str, Any]]
    hints: Sequence[str] = ()
    picture: Picture = "matrix"
    form: Form = "lines"

    @property
    def function(self) -> str:
        return ""  # it has none: what can be run afterwards is run as lines

    @property
    def heads(self) -> dict[str, str]:
        return {}

    @property
    def use(self) -> str:
        return ""

    @property
    def shown_use(self) -> str:
        return ""

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        return tuple(self.example_inputs())

    def example_inputs(self) -> dict[str, Any]:
        return dict(self.given(np.random.default_rng(0)))


@dataclass(frozen=True, kw_only=True, eq=False)
class Choice(_Asked):
    """A question with options.

    `options(**given)` are the options by name, `answer` the name of the right one, and `explain` says for each name
    why. Afterwards `starter` can be run, to see for oneself.
    """

    options: Callable[..., Mapping[str, Any]]
    answer: str
    explain: Mapping[str, str]
    starter: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Predict(_Asked):
    """A value to foretell: what does this code give, which shape has it?

    The body of `asks` is the code that is shown, and its value is the answer; where it raises, that is "error".
    `why(**given)` says why, in this case's numbers.
    """

    asks: Callable[..., Any]
    why: Callable[..., str]
    mistakes: Sequence[Mistake] = ()

    @cached_property
    def starter(self) -> str:
        """The code that is asked about; it can be run afterwards, to see for oneself."""
        return solution_source([self.asks], "lines")


AnyExercise = Exercise | Choice | Predict
