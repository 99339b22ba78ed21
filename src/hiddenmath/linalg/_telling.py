"""How far long work has come, told to whoever listens: no function passes a callback through ten others."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[str, int, int], object]
_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Within, `listener(what, done, total)` hears what is told in this thread; total is 0 where nobody knows it.

    >>> with listening(print):
    ...     tell("Reading", 3, 10)
    Reading 3 10
    >>> tell("Reading", 4, 10)
    """
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(what: str, done: int = 0, total: int = 0) -> None:
    """Says that of `what`, `done` of `total` steps are made. Costs 50 ns where nobody listens."""
    if listener := _listener.get():
        listener(what, done, total)
