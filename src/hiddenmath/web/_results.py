"""Files that a tool made, kept for a while under an address that cannot be guessed."""

import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class _Kept:
    files: Mapping[str, bytes]
    until: float

    @property
    def size(self) -> int:
        return sum(map(len, self.files.values()))


class Results:
    """Keeps the files of the latest results in memory: at most `room` bytes, for `seconds` each."""

    def __init__(
        self, room: int = 256 << 20, seconds: float = 3600.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._room, self._seconds, self._clock = room, seconds, clock
        self._kept: dict[str, _Kept] = {}  # oldest first
        self._lock = threading.Lock()

    def keep(self, files: Mapping[str, bytes]) -> str:
        """The token under which `files` can be fetched; the oldest results make room for them."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._kept[token] = _Kept(files, self._clock() + self._seconds)
            while len(self._kept) > 1 and (self._full() or self._oldest().until < self._clock()):
                del self._kept[next(iter(self._kept))]
        return token

    def file(self, token: str, name: str) -> bytes | None:
        """The content of a kept file; None when it was never there or has made room for others."""
        with self._lock:
            kept = self._kept.get(token)
            return kept.files.get(name) if kept and kept.until >= self._clock() else None

    def _full(self) -> bool:
        return sum(kept.size for kept in self._kept.values()) > self._room

    def _oldest(self) -> _Kept:
        return next(iter(self._kept.values()))
