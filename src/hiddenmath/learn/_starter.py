"""The starter of an exercise, made from its solution's source, so that the two can never drift apart.

A line that ends in `# blank` shows `___` for what stands right of its `=` or `return`; one that ends in
`# starter: TEXT` shows TEXT.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable
from typing import Any, Literal

BLANK = "___"
_MARK = re.compile(r"^(?P<indent>\s*)(?P<code>.*?)\s+# (?:blank|starter: (?P<text>.*))$")
_LEFT = re.compile(r"^(?:return\s+|.*?(?<![=<>!])=\s*(?!=))")
_HEAD = "import numpy as np\n\n\n"


def starter_source(function: Callable[..., Any], form: Literal["function", "lines"]) -> str:
    return _as_form([_begun(line) for line in _source(function)], form)


def solution_source(function: Callable[..., Any], form: Literal["function", "lines"]) -> str:
    return _as_form([_finished(line) for line in _source(function)], form)


def left_out(function: Callable[..., Any]) -> list[str]:
    """What the learner has to find: the code of each marked line right of its `=` or `return`."""
    marked = [match["code"] for line in _source(function) if (match := _MARK.match(line))]
    return [_LEFT.sub("", code, count=1) for code in marked]


def _source(function: Callable[..., Any]) -> list[str]:
    return textwrap.dedent(inspect.getsource(function)).splitlines()


def _begun(line: str) -> str:
    match = _MARK.match(line)
    if match is None:
        return line
    if match["text"] is not None:
        return match["indent"] + match["text"]
    left = _LEFT.match(match["code"])
    return match["indent"] + (left[0] if left else "") + BLANK


def _finished(line: str) -> str:
    match = _MARK.match(line)
    return match["indent"] + match["code"] if match else line


def _as_form(lines: list[str], form: Literal["function", "lines"]) -> str:
    if form == "function":
        return _HEAD + "\n".join(lines) + "\n"
    body = _body(lines)
    body[-1] = re.sub(r"^return\s+", "", body[-1])
    return "\n".join(body)


def _body(lines: list[str]) -> list[str]:
    """The lines below the `def`, which is one line, and below its docstring."""
    function = ast.parse("\n".join(lines)).body[0]
    assert isinstance(function, ast.FunctionDef)
    above = function.body[0].end_lineno if ast.get_docstring(function) else function.lineno
    return textwrap.dedent("\n".join(lines[above:])).splitlines()
