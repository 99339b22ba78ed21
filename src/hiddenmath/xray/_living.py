"""Give functions that exist already their code with hooks, and take it back: to record a piece of a running program.

A function keeps everything but its code: its closure, defaults, attributes, and whoever refers to it. What is running
at the moment goes on with the code that it began with.
"""

import gc
import linecache
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from inspect import CO_OPTIMIZED
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

from hiddenmath.xray._report import Skipped

if TYPE_CHECKING:
    from hiddenmath.xray._program import Sources

CHANGED = "its functions are left as they are: they were not compiled from the source that is there now"


def give_hooks(sources: "Sources", is_wanted: Callable[[FunctionType], bool]) -> list[Skipped]:
    """Exchange the code of all wanted functions; answers the files of which some could not be."""
    wanted = [f for f in _functions() if is_wanted(f)]
    hooked = {id(code) for _, code in sources.pairs}
    plain = [f for f in wanted if id(f.__code__) not in hooked]
    known = {key(code) for code, _ in sources.pairs}
    for file, names in {f.__code__.co_filename: f.__globals__ for f in plain if key(f.__code__) not in known}.items():
        _rewrite_file(sources, file, names)
    twins = {key(code): twin for code, twin in sources.pairs}
    left = set()
    for function in plain:
        if (twin := twins.get(key(function.__code__))) is not None:
            function.__code__ = twin
        else:
            left.add(function.__code__.co_filename)
    return [Skipped(file, 0, CHANGED) for file in sorted(left)]


def take_hooks(pairs: Sequence[tuple[CodeType, CodeType]]) -> None:
    """Give every function its plain code back, those too that were defined meanwhile. `pairs`: plain, with hooks."""
    plain = {id(code): original for original, code in pairs}
    for function in _functions():
        if (original := plain.get(id(function.__code__))) is not None:
            function.__code__ = original


def _functions() -> Iterator[FunctionType]:
    """All there are, but for those that Python makes to execute a module or a class: these run once."""
    for x in gc.get_objects():
        if type(x) is FunctionType and x.__code__.co_flags & CO_OPTIMIZED:
            yield x


def _rewrite_file(sources: "Sources", file: str, names: dict[str, Any]) -> None:
    """Rewrite the source of a file, or of a notebook's cell, that was compiled before."""
    if os.path.exists(file):
        linecache.checkcache(file)
    source = "".join(linecache.getlines(file, names))
    if sources.recorder.texts.get(file) != source:
        with suppress(SyntaxError, ValueError):  # it is not what was compiled: `give_hooks` says so
            sources.code(source, file)


def key(code: CodeType) -> tuple[object, ...]:
    """What a code object shares with another that was compiled from the same place of the same source."""
    names = (code.co_names, code.co_varnames, code.co_freevars)
    return (code.co_filename, code.co_qualname, code.co_firstlineno, code.co_code, *names)
