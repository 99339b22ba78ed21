"""What one learner has done: drafts as typed, attempts, and so progress. The only door to the store."""

import os
from collections.abc import Collection
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from hiddenmath.learn._mastery import Standing, standing
from hiddenmath.learn._verdict import Verdict
from hiddenmath.store import Attempt, Draft, Kept, Store, StoreError

__all__ = ["Attempt", "Desk", "Kept", "Learner", "StoreError", "data_dir", "database"]

Desk = Literal["lesson", "practice"]
SITTING = 6 * 3600.0  # seconds: help taken longer ago was for another sitting


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

    An exercise has a draft in its lesson and another in practice, where it begins with its starter each day.

    Raises
    ------
    StoreError
        When the file cannot be used; the message says why and what to do.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or data_dir()
        self._store = Store(database(self.folder))

    def draft(self, exercise_id: str, desk: Desk = "lesson", since: float = 0.0) -> str | None:
        """`since`: the time, in seconds since 1970, before which a draft counts as none."""
        return self._store.draft(_place(exercise_id, desk), since)

    def drafts_of(self, exercise_ids: Collection[str]) -> dict[str, str]:
        """The drafts of exercises in their lesson, by id; those without one are left out."""
        return self._store.drafts_of(exercise_ids)

    def save_draft(self, exercise_id: str, source: str, desk: Desk = "lesson") -> None:
        self._store.save_draft(_place(exercise_id, desk), source)

    def drop_draft(self, exercise_id: str, desk: Desk = "lesson") -> None:
        self._store.drop_draft(_place(exercise_id, desk))

    def note(self, lesson: str) -> str:
        """What the learner wrote beside a lesson; it comes along with drafts in an export."""
        return self._store.draft(f"note/{lesson}") or ""

    def save_note(self, lesson: str, text: str) -> None:
        """An empty note is none."""
        if text.strip():
            self._store.save_draft(f"note/{lesson}", text)
        else:
            self._store.drop_draft(f"note/{lesson}")

    def forget_everything(self) -> None:
        """Deletes all attempts, drafts, notes and helps. There is no way back but an export."""
        self._store.clear()

    def take_help(self, exercise_id: str, what: str) -> None:
        """That `what` ("hint 1", "solution") was read: a pass of this sitting is no mastery then."""
        self._store.add_help(exercise_id, what)

    def record(self, exercise_id: str, verdict: Verdict, source: str, took: float | None = None) -> None:
        """Keeps the attempt; once passed, an exercise stays passed. `took`: seconds from the first key to the check."""
        helped = self._store.helps(exercise_id, within=SITTING)
        attempt = Attempt(exercise_id, verdict.passed, verdict.status, verdict.mistake, source, verdict.seconds)
        self._store.add_attempt(attempt._replace(helped=helped, took=took))

    def passed(self) -> set[str]:
        return self._store.passed()

    def standings(self) -> dict[str, Standing]:
        """`standings(learner.history())`, without reading all of it."""
        return {exercise: standing(passes) for exercise, passes in self._store.passes().items()}

    def history(self) -> list[Kept]:
        """Every attempt, in the order in which they were made."""
        return self._store.attempts()

    def drafts(self) -> list[Draft]:
        return self._store.drafts()

    def merge(self, attempts: list[Kept], drafts: list[Draft]) -> int:
        """Adds what another copy of this progress holds and this one does not; how many attempts were new."""
        return self._store.merge(attempts, drafts)

    def version(self) -> int:
        """Another number after every change, also of another program: what was made of the rest still holds or not."""
        return self._store.version()

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _place(exercise_id: str, desk: Desk) -> str:
    return exercise_id if desk == "lesson" else f"{desk}/{exercise_id}"
