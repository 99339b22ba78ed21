"""Files that a tool can make of its result, kept for a while under an address that cannot be guessed."""

import secrets
import threading
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

Files = Mapping[str, Callable[[], bytes]]  # each is made when it is asked for


class _Kept(NamedTuple):
    files: Files
    until: float


class Results:
    """Keeps the files of the latest results: at most `most` of them, for `seconds` each."""

    def __init__(self, most: int = 8, seconds: float = 3600, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._kept: dict[str, _Kept] = {}  # oldest first
        self._lock = threading.Lock()

    def keep(self, files: Files) -> str:
        """The token under which `files` can be fetched; the oldest results make room for them."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._kept[token] = _Kept(files, self._clock() + self._seconds)
            for old in list(self._kept)[: -self._most]:
                del self._kept[old]
        return token

    def file(self, token: str, name: str) -> bytes | None:
        """The content of a kept file; None when it was never there, is too old or has made room for others."""
        with self._lock:
            kept = self._kept.get(token)
        if kept is None or kept.until < self._clock() or name not in kept.files:
            return None
        return kept.files[name]()
