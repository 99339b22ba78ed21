"""Ten minutes a day: what is about to be forgotten comes back, with fresh numbers, before it is.

Spaced repetition by FSRS (github.com/open-spaced-repetition). Nothing of it is stored: the schedule is computed from
the history of attempts each time, so that it cannot contradict it, and two windows show the same day.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from hiddenmath.learn._course import Course
from hiddenmath.learn._exercise import Exercise
from hiddenmath.learn._learner import SITTING
from hiddenmath.store import Kept

if TYPE_CHECKING:
    from fsrs import Card, Rating

MINUTES = 10
QUICK = 30.0  # seconds a minute of the estimate: answered in half the time, it was easy
MANY = 4  # tries


@dataclass(frozen=True)
class Item:
    """One exercise of a day's practice. `again`: it comes back; else it is met for the first time."""

    exercise: str
    minutes: int
    again: bool
    done: bool


def todays_practice(course: Course, history: list[Kept], now: datetime) -> list[Item]:
    """The mix for the day of `now` (with its time zone): a function of what was known when the day began.

    First what is due, the most forgotten before the rest; then drills that are new; ten minutes in all, and mixed.
    """
    begin = day_begin(now)
    before = [kept for kept in history if kept.made_at < begin.timestamp()]
    today = [kept for kept in history if begin <= datetime.fromtimestamp(kept.made_at, UTC) < begin + timedelta(days=1)]
    done = {kept.attempt.exercise for kept in today if kept.attempt.passed}
    due = list(_due(course, before, begin + timedelta(days=1)))
    seen = {kept.attempt.exercise for kept in before}
    new = [drill for drill in course.drill_ids if drill not in seen]
    chosen = list(_within(MINUTES, [*due, *new], course))
    random.Random(begin.toordinal()).shuffle(chosen)
    return [Item(id, minutes(course, id), id in seen, id in done) for id in chosen]


def day_begin(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def minutes(course: Course, exercise_id: str) -> int:
    """About how long it takes one who knows how; a line of a primer is as short as a drill."""
    long = exercise_id in course.ids or exercise_id in course.ahead
    return 3 if long and isinstance(course.exercise(exercise_id), Exercise) else 1


def _within(budget: int, ids: Iterable[str], course: Course) -> Iterator[str]:
    for id in ids:
        if minutes(course, id) <= budget:
            budget -= minutes(course, id)
            yield id


def _due(course: Course, history: list[Kept], end: datetime) -> Iterator[str]:
    """What should be asked again before `end`, the most forgotten first."""
    from fsrs import Scheduler

    cards = {id: card for id, card in schedule(course, history).items() if card.due < end}
    scheduler = Scheduler()
    yield from sorted(cards, key=lambda id: scheduler.get_card_retrievability(cards[id], end.astimezone(UTC)))


def due_days(course: Course, history: list[Kept], now: datetime) -> dict[str, date]:
    """The day, in the time zone of `now`, on which each exercise tried so far should be asked again."""
    return {id: card.due.astimezone(now.tzinfo).date() for id, card in schedule(course, history).items()}


def schedule(course: Course, history: list[Kept]) -> dict[str, "Card"]:
    """The memory model of each exercise tried so far; `.due` is when it should be asked again."""
    from fsrs import Card, Scheduler

    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)  # whole days, and no chance
    cards: dict[str, Card] = {}
    known = set(course.every_id)
    for sitting in _sittings([kept for kept in history if kept.attempt.exercise in known]):
        id = sitting[0].attempt.exercise
        card = cards.get(id) or Card(card_id=len(cards))
        when = datetime.fromtimestamp(sitting[-1].made_at, UTC)
        cards[id] = scheduler.review_card(card, _rating(sitting, minutes(course, id)), when)[0]
    return cards


def _sittings(history: list[Kept]) -> list[list[Kept]]:
    """The tries at one exercise that belong together: up to a pass, or until it is left for hours."""
    open_ones: dict[str, list[Kept]] = {}
    found = []
    for kept in sorted(history, key=lambda kept: kept.made_at):
        sitting = open_ones.get(kept.attempt.exercise)
        if sitting is None or kept.made_at - sitting[-1].made_at > SITTING:
            sitting = open_ones[kept.attempt.exercise] = []
            found.append(sitting)
        sitting.append(kept)
        if kept.attempt.passed:
            del open_ones[kept.attempt.exercise]
    return sorted(found, key=lambda sitting: sitting[-1].made_at)


def _rating(sitting: list[Kept], expected: int) -> "Rating":
    """From tries, help and time: how well it was remembered."""
    from fsrs import Rating

    last = sitting[-1].attempt
    if not last.passed:
        return Rating.Again
    if last.helped or len(sitting) >= MANY:
        return Rating.Hard
    took = [kept.attempt.took for kept in sitting]
    if len(sitting) == 1 and took[0] is not None and took[0] <= QUICK * expected:
        return Rating.Easy
    return Rating.Good
