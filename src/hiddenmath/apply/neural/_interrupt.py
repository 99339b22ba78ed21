"""Ctrl-C during work that can stop at any step and keep what it has."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def interruptible() -> Iterator[Callable[[], bool]]:
    """Within, `asked()` says whether Ctrl-C was pressed, and nothing else comes of it; pressed again, it stops at once
    as it always does. In threads other than the main one nobody can ask.

    >>> with interruptible() as asked:
    ...     asked()
    False
    """
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield lambda: False
        return
    pressed = False

    def note(*_: object) -> None:
        nonlocal pressed
        pressed = True
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, note)
    try:
        yield lambda: pressed
    finally:
        signal.signal(signal.SIGINT, before)
