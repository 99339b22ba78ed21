"""The tool contract: a typed function from inputs and options to a Result; everything else is derived from it."""

import importlib
import inspect
import json
import pkgutil
import shlex
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Generic, Literal, ParamSpec, get_args, get_origin, get_type_hints

from hiddenmath.apply._file import Opened
from hiddenmath.apply._kinds import KINDS
from hiddenmath.apply._option import Kind, Option
from hiddenmath.apply._result import Picture, Result
from hiddenmath.data import Anything, Image, Images, InputError, Network, Ratings, Table, Texts, Vectors
from hiddenmath.linalg._telling import tell

P = ParamSpec("P")
_KINDS: dict[object, Kind] = {int: "int", float: "float", bool: "bool", str: "text", Opened: "file"}


class Tool(Generic[P]):
    """A function whose signature is its command, its form and its route, and whose docstring is its help and its page.

    Parameters annotated as a kind of data (Table, Image, Texts …) are `inputs`, and `reads` says of which kind they
    are; the keyword-only ones are `options`. The docstring's first line is the `title`, its next paragraph the
    `summary`, all below the title is `doc` (Markdown). `saves` is the file among `Result.files` that can be
    used again, or ""; of the options `with_saved` still count where one is used, all if None. `trial` is what one can
    try on its page before it is run.
    """

    def __init__(
        self,
        function: Callable[P, Result],
        estimator: str | None = None,
        saves: str = "",
        begins: str | None = None,
        with_saved: tuple[str, ...] | None = None,
        trial: Picture | None = None,
    ) -> None:
        self._function = function
        self.__name__ = self.name = function.__name__
        self.__doc__ = function.__doc__
        self.__module__ = function.__module__
        self.__wrapped__ = function
        self.estimator, self.saves, self.begins, self.trial = estimator, saves, begins, trial
        self._with_saved = with_saved
        title, _, below = inspect.cleandoc(function.__doc__ or "").partition("\n\n")
        self.title = title.rstrip(".")
        self.doc = below
        self.summary = " ".join(below.partition("\n\n")[0].split())
        hints = get_type_hints(function, include_extras=True)
        parameters = inspect.signature(function).parameters.values()
        self.inputs = tuple(p.name for p in parameters if p.kind is not p.KEYWORD_ONLY)
        self.reads = KINDS[hints[self.inputs[0]]]
        self.options = tuple(_option(p, hints[p.name]) for p in parameters if p.kind is p.KEYWORD_ONLY)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Result:
        return self._function(
            *args, **{**kwargs, **self.values({k: v for k, v in kwargs.items() if k not in self.inputs})}
        )

    def run(
        self,
        *given: Table | Image | Images | Anything | Network | Ratings | Texts | Vectors,
        options: Mapping[str, object],
    ) -> Result:
        """Like a call, with options as texts from a form or a command.

        Who is `listening` hears how far it has come: reading and the algorithms tell that by themselves, and a tool
        with a long loop of its own says `tell("Words", i, len(words))` in it.
        """
        tell(self.title)
        return self._function(*given, **self.values(options))  # type: ignore[arg-type]

    def values(self, given: Mapping[str, object]) -> dict[str, Any]:
        """The options as checked values; an option that is not given is left to its default."""
        known = {option.name: option for option in self.options}
        for name in given:
            if name not in known:
                close = get_close_matches(name, known, n=1)
                hint = f"Did you mean {close[0]}?" if close else f"Its options are: {', '.join(known)}."
                raise InputError(f"{self.name} has no option {name!r}.", hint)
        values = {name: known[name].value(value) for name, value in given.items()}
        if self._with_saved is not None and values.get("use") is not None:
            counting = {"use", *self._with_saved}
            for name, value in values.items():
                if name not in counting and value != known[name].default:
                    raise InputError(
                        f"{name} is {_name_of(value)!r}, but with use nothing is fitted: what was saved decides.",
                        f"Leave {name} out, or leave use out to fit anew."
                        + (f" With use these count: {', '.join(self._with_saved)}." if self._with_saved else ""),
                    )
        return values

    def python_example(self, options: Mapping[str, object], source: str = "iris") -> str:
        """The Python program that does the same.

        >>> from hiddenmath.apply import pca
        >>> print(pca.python_example({"components": "3"}, "my.csv"))
        from hiddenmath import data
        from hiddenmath.apply import pca
        <BLANKLINE>
        result = pca(data.read_table("my.csv"), components=3)
        """
        arguments = [
            f"data.{self.reads.given(source)}({json.dumps(source, ensure_ascii=False)})",
            *(f"{name}={_name_of(value)!r}" for name, value in self._changed(options).items()),
        ]
        return (
            f"from hiddenmath import data\nfrom hiddenmath.apply import {self.name}\n\n"
            f"result = {self.name}({', '.join(arguments)})"
        )

    def command_example(self, options: Mapping[str, object], source: str = "iris") -> str:
        """The command that does the same.

        >>> from hiddenmath.apply import pca
        >>> pca.command_example({"components": "3", "scale": "true"})
        'hiddenmath pca iris --components 3 --scale'
        """
        words = ["hiddenmath", self.name, source]
        for name, value in self._changed(options).items():
            flag = name.replace("_", "-")
            words += (
                [f"--{'' if value else 'no-'}{flag}"]
                if isinstance(value, bool)
                else [f"--{flag}", str(_name_of(value))]
            )
        return shlex.join(words)

    def _changed(self, options: Mapping[str, object]) -> dict[str, Any]:
        default = {option.name: option.default for option in self.options}
        return {name: value for name, value in self.values(options).items() if value != default[name]}


def tool(
    *,
    estimator: str | None = None,
    saves: str = "",
    begins: str | None = None,
    with_saved: tuple[str, ...] | None = None,
    trial: Picture | None = None,
) -> Callable[[Callable[P, Result]], Tool[P]]:
    """Makes a typed function a Tool; `estimator` names the class on scikit-learn's conventions that does the same,
    `saves` the one of its files that can be used again, such as model.npz; its page `begins` with the data of this
    name, or with the first that it can read. `with_saved`: the options that count beside `use`; others are refused.
    `trial`: a picture that its page shows until there is an answer."""
    return lambda function: Tool(function, estimator, saves, begins, with_saved, trial)


@cache
def tools() -> dict[str, Tool[...]]:
    """All tools by name, found by walking the package: whoever adds one adds one file."""
    import hiddenmath.apply as package

    found: dict[str, Tool[...]] = {}
    for module in pkgutil.iter_modules(package.__path__):
        if not module.ispkg:
            everything = vars(importlib.import_module(f"{package.__name__}.{module.name}"))
            found |= {value.name: value for value in everything.values() if isinstance(value, Tool)}
    return dict(sorted(found.items()))


def _name_of(value: object) -> object:
    """A value as it is written in code: of a file its name."""
    return value.name if isinstance(value, Opened) else value


def _option(parameter: inspect.Parameter, hint: Any) -> Option:
    """The option that a keyword-only parameter describes."""
    described = Option("")
    if get_origin(hint) is Annotated:
        hint, *extras = get_args(hint)
        described = next(extra for extra in extras if isinstance(extra, Option))
    if get_origin(hint) is UnionType:
        hint = next(part for part in get_args(hint) if part is not NoneType)
    choices: tuple[str, ...] = get_args(hint) if get_origin(hint) is Literal else ()
    kind = "choice" if choices else _KINDS[hint]
    return replace(described, name=parameter.name, kind=kind, default=parameter.default, choices=choices)
