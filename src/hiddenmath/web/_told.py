"""Numbers whose answer was told: a question made of them is no question any more."""

import threading


class Told:
    """The last `room` questions that were answered or run, by exercise and seed.

    A page draws a new seed for each question, so it never meets this; two windows, a page of the browser's memory, or a
    request sent twice do. A restart forgets them, and a program that picks the seeds itself can know the answers: what
    it gets is a mark that it gives to itself.
    """

    def __init__(self, room: int = 10_000) -> None:
        self._room = room
        self._seeds: dict[tuple[str, int], None] = {}
        self._lock = threading.Lock()

    def tell(self, exercise: str, seed: int) -> bool:
        """Marks it as told; False where it was told before.

        >>> told = Told(room=2)
        >>> [told.tell("matmul/shapes", seed) for seed in (1, 1, 2, 3, 1)]
        [True, False, True, True, True]
        """
        with self._lock:
            if (exercise, seed) in self._seeds:
                return False
            self._seeds[exercise, seed] = None
            if len(self._seeds) > self._room:
                del self._seeds[next(iter(self._seeds))]
            return True
