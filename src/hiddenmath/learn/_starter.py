"""The starter of an exercise, made from its solution's source, so that the two can never drift apart.

return X - X.mean(axis=0)  # blank: X.mean(axis=0)           shows    return X - ___
return X - X.mean(axis=0)  # blank                           shows    return ___
return X.mean(axis=0)      # starter: return X.mean(axis=1)  shows    return X.mean(axis=1)
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, NamedTuple

BLANK = "___"
_MARK = re.compile(r"^(?P<code>.*?)\s+# (?:starter: (?P<text>.*)|blank(?:: (?P<part>.*))?)$")
_LEFT = re.compile(r"^(?:return\s+|.*?(?<![=<>!])=\s*(?!=))")
_HEAD = "import numpy as np\n\n\n"

Form = Literal["function", "lines"]


class _Line(NamedTuple):
    begun: str
    finished: str
    left_out: str


def starter_source(written: Sequence[Callable[..., Any]], form: Form) -> str:
    return _as_form([[line.begun for line in _lines(thing)] for thing in written], form)


def solution_source(written: Sequence[Callable[..., Any]], form: Form) -> str:
    return _as_form([[line.finished for line in _lines(thing)] for thing in written], form)


def body_source(function: Callable[..., Any]) -> str:
    """The lines below the function's head and docstring, as they are."""
    return "\n".join(_body([line.finished for line in _lines(function)]))


def left_out(written: Sequence[Callable[..., Any]]) -> list[str]:
    """What the learner has to find, a piece of code for each marked line."""
    return [line.left_out for thing in written for line in _lines(thing) if line.left_out]


def _lines(thing: Callable[..., Any]) -> Iterator[_Line]:
    for line in textwrap.dedent(inspect.getsource(thing)).splitlines():
        match = _MARK.match(line)
        yield _marked(match["code"], match["text"], match["part"]) if match else _Line(line, line, "")


def _marked(code: str, text: str | None, part: str | None) -> _Line:
    indent = code[: len(code) - len(code.lstrip())]
    right = _LEFT.sub("", code.lstrip(), count=1)
    if text is not None:
        return _Line(indent + text, code, right)
    part = part or right
    if part not in code:
        raise ValueError(f"`# blank: {part}` marks a line that does not hold {part!r}: {code.strip()}")
    return _Line(BLANK.join(code.rsplit(part, 1)), code, part)


def _as_form(sources: list[list[str]], form: Form) -> str:
    if form == "function":
        return _HEAD + "\n\n\n".join("\n".join(lines) for lines in sources) + "\n"
    (lines,) = sources
    body = _body(lines)
    body[-1] = re.sub(r"^return\s+", "", body[-1])
    return "\n".join(body)


def _body(lines: list[str]) -> list[str]:
    """The lines below the `def`, which is one line, and below its docstring."""
    function = ast.parse("\n".join(lines)).body[0]
    assert isinstance(function, ast.FunctionDef)
    above = function.body[0].end_lineno if ast.get_docstring(function) else function.lineno
    return textwrap.dedent("\n".join(lines[above:])).splitlines()
