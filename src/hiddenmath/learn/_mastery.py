"""When is an exercise mastered? When it is passed again on a later day, on fresh numbers and without help."""

from collections.abc import Iterable
from typing import Literal

from hiddenmath.store import Kept, Passes

Standing = Literal["new", "tried", "passed", "mastered"]

LATER = 20 * 3600.0  # seconds: the same hour on the next day, or a little earlier


def standings(history: Iterable[Kept]) -> dict[str, Standing]:
    """How each exercise of the history stands; one that is not in it is "new"."""
    found: dict[str, list[Kept]] = {}
    for kept in history:
        found.setdefault(kept.attempt.exercise, []).append(kept)
    return {exercise: standing(_passes(attempts)) for exercise, attempts in found.items()}


def standing(passes: Passes) -> Standing:
    """Judged by the times alone, not by the order: attempts of another machine may come in later, by an import."""
    if passes.first is None:
        return "tried"
    return "mastered" if passes.unhelped is not None and passes.unhelped - passes.first >= LATER else "passed"


def _passes(attempts: list[Kept]) -> Passes:
    passed = [kept for kept in attempts if kept.attempt.passed]
    unhelped = [kept.made_at for kept in passed if not kept.attempt.helped]
    return Passes(min((kept.made_at for kept in passed), default=None), max(unhelped, default=None))
