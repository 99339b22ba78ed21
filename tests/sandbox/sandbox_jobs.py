"""Jobs that the tests run inside the sandbox; the zygote loads this module by name."""

import io
import sys
from collections.abc import Callable
from typing import Any

import numpy as np


def execute(source: str) -> Any:
    """Runs a program; its answer is what it leaves in `answer`."""
    space: dict[str, Any] = {"np": np, "__name__": "program"}
    exec(compile(source, "<program>", "exec"), space)
    return space.get("answer")


def echo(value: Any) -> Any:
    return value


def adder(start: Any) -> Callable[[Any], Any]:
    """A handler that adds `start`, and remembers how often it was called."""
    calls = 0

    def add(value: Any) -> Any:
        nonlocal calls
        calls += 1
        print(f"call {calls}")  # noqa: T201 - a submission may print
        return start + value

    return add


def handler(source: str) -> Callable[[Any], Any]:
    """The function `call` that a program defines."""
    space: dict[str, Any] = {"np": np}
    exec(compile(source, "<program>", "exec"), space)
    return space["call"]  # type: ignore[no-any-return]


def not_a_handler(value: Any) -> int:
    return 5


def knows(marker: str) -> bool:
    """Whether text made by adding "!" to `marker` is anywhere in what this process can reach."""
    import gc

    wanted = marker + "!"
    seen: set[int] = set()
    stack: list[Any] = [*gc.get_objects(), *sys._current_frames().values()]
    own = {id(wanted), id(sys._getframe())}
    while stack:
        thing = stack.pop()
        if id(thing) in seen or id(thing) in own:
            continue
        seen.add(id(thing))
        if isinstance(thing, str | bytes | bytearray | io.BytesIO):
            text = thing.getvalue() if isinstance(thing, io.BytesIO) else thing
            if wanted == text or (not isinstance(text, str) and wanted.encode() in text):
                return True
        elif thing is not stack and thing is not seen:
            stack.extend(gc.get_referents(thing))
    return False
