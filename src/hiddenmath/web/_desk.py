"""Where submissions wait their turn: a few run at a time, many may wait, and the rest are told to come back.

One that runs may take a gigabyte; one that waits holds its source, at most 200 kB.
"""

from collections.abc import Callable
from typing import TypeVar

import anyio
from anyio.to_thread import run_sync

from hiddenmath.web._errors import Problem, Refusal

T = TypeVar("T")

BUSY = Problem(503, "Too many programs are running at once.", "Wait a moment and press the button again.")


class Desk:
    """Runs blocking work in threads: at most `at_once` at a time, with at most `waiting` in the queue."""

    def __init__(self, at_once: int = 3, waiting: int = 200) -> None:
        self._turns = anyio.CapacityLimiter(at_once)
        self._room = at_once + waiting
        self._inside = 0

    async def run(self, work: Callable[[], T]) -> T:
        """The answer of `work`; refused with 503 when the queue is full."""
        if self._inside >= self._room:
            raise Refusal(BUSY)
        self._inside += 1
        try:
            return await run_sync(work, limiter=self._turns)
        finally:
            self._inside -= 1
