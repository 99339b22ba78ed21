"""When is an exercise mastered? When it is passed again on a later day, on fresh numbers and without help."""

from collections.abc import Iterable
from typing import Literal

from hiddenmath.store import Kept

Standing = Literal["new", "tried", "passed", "mastered"]

LATER = 20 * 3600.0  # seconds: the same hour on the next day, or a little earlier


def standings(history: Iterable[Kept]) -> dict[str, Standing]:
    """How each exercise of the history stands; one that is not in it is "new"."""
    found: dict[str, list[Kept]] = {}
    for kept in history:
        found.setdefault(kept.attempt.exercise, []).append(kept)
    return {exercise: _standing(attempts) for exercise, attempts in found.items()}


def _standing(attempts: list[Kept]) -> Standing:
    """Judged by the times alone, not by the order: attempts of another machine may come in later, by an import."""
    passes = [kept for kept in attempts if kept.attempt.passed]
    if not passes:
        return "tried"
    first = min(kept.made_at for kept in passes)
    again = any(kept.made_at - first >= LATER for kept in passes if not kept.attempt.helped)
    return "mastered" if again else "passed"
