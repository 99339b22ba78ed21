"""The X-ray as the sandbox's process runs it: opened first, then called, so that it can be stopped in between."""

from collections.abc import Callable
from typing import Any

from hiddenmath.xray.sandboxed import analyse


def opened(_: None) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """The handler of a session: {"source": text} -> the report."""
    return analyse
