"""What one learner has done: drafts as typed, attempts, and so progress. The only door to the store."""

import os
from pathlib import Path
from types import TracebackType
from typing import Self

from hiddenmath.learn._verdict import Verdict
from hiddenmath.store import Attempt, Store, StoreError

__all__ = ["Learner", "StoreError", "data_dir", "database"]


def data_dir() -> Path:
    """Where progress is kept unless told otherwise: $HIDDENMATH_DATA_DIR, or the user's data folder on this system."""
    if chosen := os.environ.get("HIDDENMATH_DATA_DIR"):
        return Path(chosen).expanduser()
    import platformdirs

    return platformdirs.user_data_path("hiddenmath", appauthor=False)


def database(folder: Path) -> Path:
    """The one file in which a learner's progress is kept."""
    return folder / "progress.sqlite3"


class Learner:
    """The learner whose progress is in `folder`. What is acknowledged is on the disk. Close it, or use it in a `with`.

    Raises
    ------
    StoreError
        When the file cannot be used; the message says why and what to do.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._store = Store(database(folder or data_dir()))

    def draft(self, exercise_id: str) -> str | None:
        return self._store.draft(exercise_id)

    def save_draft(self, exercise_id: str, source: str) -> None:
        self._store.save_draft(exercise_id, source)

    def drop_draft(self, exercise_id: str) -> None:
        self._store.drop_draft(exercise_id)

    def record(self, exercise_id: str, verdict: Verdict, source: str) -> None:
        """Keeps the attempt; once passed, an exercise stays passed."""
        attempt = Attempt(exercise_id, verdict.passed, verdict.status, verdict.mistake, source, verdict.seconds)
        self._store.add_attempt(attempt)

    def passed(self) -> set[str]:
        return self._store.passed()

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
