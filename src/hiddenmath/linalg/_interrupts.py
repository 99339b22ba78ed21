"""Ctrl-C during work that is to be done whole, or that can stop between two steps and keep what it has."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def noted_interrupts(again: bool) -> Iterator[Callable[[], bool]]:
    """Within, `pressed()` says whether Ctrl-C was pressed, and nothing else comes of it; `again`: pressed again, it
    stops at once as it always does. In threads other than the main one nobody can ask.

    >>> with noted_interrupts(again=True) as pressed:
    ...     pressed()
    False
    """
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield lambda: False
        return
    noted = False

    def note(*_: object) -> None:
        nonlocal noted
        noted = True
        if again:
            signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, note)
    try:
        yield lambda: noted
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def held_interrupts() -> Iterator[None]:
    """Ctrl-C waits until the end: what is done within is done whole."""
    with noted_interrupts(again=False) as pressed:
        yield
    if pressed():
        signal.raise_signal(signal.SIGINT)
