"""Runs a learner's source, inside the sandbox. Needs NumPy and the standard library only, and never meets a solution.

What it answers is a report: a dictionary with a "kind" ("answer", "raised", "syntax", …) that `_say` puts into words.
The child belongs to the learner's code: nothing that it reports is trusted, a forged answer is just an answer.
"""

import ast
import builtins
import inspect
import textwrap
import time
import traceback
import warnings
from collections.abc import Callable
from difflib import get_close_matches
from types import CodeType
from typing import Any

import numpy as np

FILE = "<your code>"
USE = "<how it is used>"
Report = dict[str, Any]
Handler = Callable[[dict[str, Any]], Report]
Space = dict[str, Any]
AGAIN, LONG = 0.02, 0.1  # seconds: a short call is timed again and again, a middling one three times, a long one once


def start(task: dict[str, Any]) -> Handler:
    """Compiles `task["source"]` and answers the function that applies it to one input, by name: `{"X": array}`.

    `task["form"]` is "function" (the function `task["name"]` is called) or "lines" (the inputs are variables, and the
    last line is the answer). `task["written"]` are the names that the source must define; where `task["use"]` is not
    empty, it is the source of that function, which uses them.
    """
    try:
        with warnings.catch_warnings(action="ignore"):  # Python's hints at odd code are not for learners
            return _compiled(task)
    except SyntaxError as problem:
        return _always({"kind": "syntax", "message": str(problem.msg), "line": problem.lineno})
    except (ValueError, RecursionError, MemoryError) as problem:  # zero bytes; brackets nested too deeply
        return _always({"kind": "syntax", "message": str(problem) or "nested", "line": None})


def _compiled(task: dict[str, Any]) -> Handler:
    lines = task["form"] == "lines"
    tree = ast.parse(textwrap.dedent(task["source"]) if lines else task["source"], FILE)
    blanks = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "___"]
    if blanks:
        return _always({"kind": "blank", "line": min(blanks)})
    if not tree.body:
        return _always({"kind": "empty"})
    return _lines(tree) if lines else _function(tree, task)


def _always(report: Report) -> Handler:
    return lambda _inputs: report


def _function(tree: ast.Module, task: dict[str, Any]) -> Handler:
    loaded = _loaded(tree, task["name"], task["written"], task["use"])
    if isinstance(loaded, dict):
        return _always(loaded)
    function, space = loaded

    def call(inputs: dict[str, Any]) -> Report:
        given = {name: _fresh(value) for name, value in inputs.items()}
        if not _takes(function, len(given)):
            return {"kind": "parameters", "line": _defined(tree).get(task["name"])}
        try:
            answer = function(*given.values())
            if answer is None:
                return {"kind": "no return"}
            return _answer(answer) | {"changed": [name for name in given if not _same(given[name], inputs[name])]}
        except (Exception, SystemExit) as problem:  # noqa: BLE001 - whatever the learner's code raises is what we report
            return _raised(problem, space)

    return call


def _loaded(tree: ast.Module, name: str, written: list[str], use: str) -> tuple[Callable[..., Any], Space] | Report:
    """The function to call, with the names that it sees; a report where there is none."""
    code = compile(tree, FILE, "exec")
    space: Space = {"__name__": "solution", "np": np}
    try:
        exec(code, space)  # noqa: S102 - running this code is what we are here for
    except (Exception, SystemExit) as problem:  # noqa: BLE001 - whatever the learner's code raises is what we report
        report = _raised(problem, space) | {"kind": "raised at start"}
        absent = [wanted for wanted in written if wanted not in _defined(tree)]
        return _missing(tree, absent[0], written) if absent else report
    for wanted in written:
        if not callable(space.get(wanted)):
            return _missing(tree, wanted, written)
    if use:
        exec(compile(use, USE, "exec"), space)  # noqa: S102 - the exercise's own lines, beside the learner's
    return space[name], space


def stopwatch(task: dict[str, Any]) -> Handler:
    """As `start`, for a solution that has passed: answers the seconds of one call, the best of a few."""
    loaded = _loaded(ast.parse(task["source"], FILE), task["name"], task["written"], task["use"])
    if isinstance(loaded, dict):
        return _always(loaded)
    function, _ = loaded

    def took(inputs: dict[str, Any]) -> Report:
        times: list[float] = []
        while (len(times) < 3 and sum(times) < LONG) or sum(times) < AGAIN:
            start = time.perf_counter()
            function(*inputs.values())
            times.append(time.perf_counter() - start)
        return {"kind": "took", "seconds": min(times)}

    return took


def _lines(tree: ast.Module) -> Handler:
    *before, last = tree.body
    compile(tree, FILE, "exec")  # finds what parsing does not: a `return` outside a function
    value: CodeType | str | None
    if isinstance(last, ast.Expr):
        steps, value = ast.Module(before, []), compile(ast.Expression(last.value), FILE, "eval")
    else:
        steps, value = tree, _assigned(last)
    code = compile(steps, FILE, "exec")

    def call(inputs: dict[str, Any]) -> Report:
        space = {"__name__": "solution", "np": np} | {name: _fresh(value) for name, value in inputs.items()}
        try:
            exec(code, space)  # noqa: S102 - running this code is what we are here for
            return _answer(eval(value, space)) if value else {"kind": "no value"}  # noqa: S307 - as above
        except (Exception, SystemExit) as problem:  # noqa: BLE001 - whatever the learner's code raises is what we report
            return _raised(problem, space)

    return call


def _assigned(last: ast.stmt) -> str | None:
    """The variable that the last line sets: `bright = photo * 2` says as well as `photo * 2` what the answer is."""
    target = last.targets[0] if isinstance(last, ast.Assign) else getattr(last, "target", None)
    if isinstance(last, (ast.Assign, ast.AugAssign, ast.AnnAssign)) and isinstance(target, ast.Name):
        return target.id
    return last.name if isinstance(last, ast.FunctionDef) else None


def _defined(tree: ast.Module) -> dict[str, int]:
    """The names that the source defines at its top level, each with its line."""
    names = {node.name: node.lineno for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    return names | {name: node.lineno for node in tree.body if (name := _assigned(node))}


def _missing(tree: ast.Module, wanted: str, written: list[str]) -> Report:
    defined = [node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    others = [name for name in defined if name not in written]
    report: Report = {"kind": "missing", "wanted": wanted}
    return report | {"kind": "renamed", "found": others[0]} if len(others) == 1 else report


def _takes(function: Callable[..., Any], count: int) -> bool:
    try:
        inspect.signature(function).bind(*range(count))
    except TypeError:
        return False
    except ValueError:  # a built-in without a signature: let the call itself tell
        return True
    return True


def _fresh(value: Any) -> Any:
    """A writable copy, so that a learner who writes into the input gets no odd error, and is told."""
    return value.copy() if isinstance(value, np.ndarray) else value


def _same(after: Any, before: Any) -> bool:
    if isinstance(before, np.ndarray):
        return bool(after.dtype == before.dtype and after.shape == before.shape and after.tobytes() == before.tobytes())
    return bool(after == before)


def _answer(value: Any) -> Report:
    try:
        return {"kind": "nothing"} if value is None else {"kind": "answer", "value": _plain(value)}
    except TypeError:
        return {"kind": "function"} if callable(value) else {"kind": "foreign", "found": type(value).__name__}


def _plain(value: Any) -> Any:
    """What can leave the sandbox: numbers, text, arrays, and lists of these. TypeError for anything else."""
    if isinstance(value, (bool, int, float, complex, str)) and not isinstance(value, np.generic):
        return value
    if isinstance(value, (np.ndarray, np.generic)):
        array = np.asarray(value)
        if array.dtype == object:
            return _plain(array.tolist())
        if array.dtype.kind not in "biufcU" or type(value).__name__ == "MaskedArray":
            raise TypeError
        return array
    if isinstance(value, (list, tuple, range)):
        parts = [_plain(part) for part in value]
        return tuple(parts) if isinstance(value, tuple) else parts
    raise TypeError


def _raised(problem: BaseException, space: Space) -> Report:
    lines = [line for frame, line in traceback.walk_tb(problem.__traceback__) if frame.f_code.co_filename == FILE]
    return {
        "kind": "raised",
        "type": type(problem).__name__,
        "message": str(problem),
        "line": lines[-1] if lines else None,
        "near": _near(problem, space),
    }


def _near(problem: BaseException, space: Space) -> str | None:
    """The name that was probably meant, for a name or an attribute that does not exist."""
    if isinstance(problem, NameError):
        known = [name for name in [*space, *dir(builtins)] if not name.startswith("_")]
    elif isinstance(problem, AttributeError):
        known = [name for name in dir(problem.obj) if not name.startswith("_")]
    else:
        return None
    wanted = str(problem.name or "")
    if not wanted.startswith("_") and hasattr(np, wanted):
        return f"np.{wanted}"
    close = get_close_matches(wanted, known, 1, 0.7) or [name for name in known if name.lower() == wanted.lower()]
    return close[0] if close else None
