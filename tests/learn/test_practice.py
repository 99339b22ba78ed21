"""A day's practice: what is due comes back before it is forgotten; whatever the clock does, nothing breaks."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiddenmath.learn import Attempt, Kept, course, due_days, todays_practice
from hiddenmath.learn._practice import schedule

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def mix(history, now=NOON):
    return todays_practice(course(), history, now)


def test_the_first_day_is_ten_minutes_of_new_drills():
    items = mix([])
    assert sum(item.minutes for item in items) == 10
    assert all(item.exercise.startswith("drills/") and not item.again and not item.done for item in items)


def test_the_mix_is_the_same_all_day_and_another_one_tomorrow():
    assert mix([]) == mix([], NOON + timedelta(hours=11)) != mix([], NOON + DAY)


def test_what_is_passed_today_stays_in_the_mix_and_is_ticked_off(attempt):
    first = mix([])[0].exercise
    items = mix([attempt(first, NOON.timestamp())])
    assert [item.exercise for item in items] == [item.exercise for item in mix([])]
    assert [item.exercise for item in items if item.done] == [first]


def test_the_day_is_the_learners_own(attempt):
    """In Auckland it is the 11th already when the 10th begins in Greenwich."""
    auckland = timezone(timedelta(hours=13))
    late = datetime(2026, 3, 10, 20, tzinfo=auckland)
    done = attempt(mix([], late)[0].exercise, late.timestamp())
    assert any(item.done for item in mix([done], late))
    assert not any(item.done for item in mix([done], late + timedelta(hours=5)))


def test_what_was_forgotten_comes_before_what_was_known(attempt):
    """A miss comes back on the next day, with a hint later, at once later still."""
    history = [
        attempt("drills/relu", NOON.timestamp(), passed=False),
        attempt("drills/trace", NOON.timestamp(), helped=1),
        attempt("drills/length", NOON.timestamp()),
        attempt("drills/first-row", NOON.timestamp(), took=4.0),
    ]
    due = {id.split("/")[1]: card.due for id, card in schedule(course(), history).items()}
    assert due["relu"] <= due["trace"] < due["length"] < due["first-row"]
    assert [item.exercise for item in mix(history, NOON + DAY) if item.again][:1] == ["drills/relu"]


RATINGS = {  # the tries of one sitting: (passed, hints, seconds); the rating
    "at once and quickly": ([(True, 0, 20.0)], 4),
    "at once": ([(True, 0, 50.0)], 3),
    "at once, not timed": ([(True, 0, None)], 3),
    "at the third try": ([(False, 0, 5.0), (False, 0, 5.0), (True, 0, 5.0)], 3),
    "at the fourth try": ([(False, 0, 5.0), (False, 0, 5.0), (False, 0, 5.0), (True, 0, 5.0)], 2),
    "with a hint": ([(True, 1, 5.0)], 2),
    "never": ([(False, 0, 5.0)], 1),
}


@pytest.mark.parametrize(("tries", "rating"), RATINGS.values(), ids=RATINGS)
def test_the_rating_comes_from_tries_help_and_time(attempt, tries, rating):
    from hiddenmath.learn._practice import _rating

    sitting = [attempt("drills/relu", 1e9 + i, passed, helped, took) for i, (passed, helped, took) in enumerate(tries)]
    assert _rating(sitting, expected=1) == rating


def test_a_pass_that_is_repeated_waits_longer_each_time(attempt):
    history, waits, now = [], [], NOON
    for _ in range(4):
        history.append(attempt("drills/relu", now.timestamp()))
        due = schedule(course(), history)["drills/relu"].due
        waits.append((due - now).days)
        now = due
    assert waits == sorted(set(waits)) and waits[0] >= 1


def test_the_day_on_which_it_comes_back_is_the_learners_own(attempt):
    """Passed late in the evening in Greenwich, when it is the next day in Auckland, it comes back a day later there."""
    history = [attempt("drills/trace", datetime(2026, 3, 10, 22, tzinfo=UTC).timestamp())]
    there = NOON.astimezone(timezone(timedelta(hours=13)))
    (greenwich,), (auckland,) = (due_days(course(), history, now).values() for now in (NOON, there))
    assert auckland - greenwich == DAY and greenwich > NOON.date()
    assert due_days(course(), [], NOON) == {}


def test_a_lessons_exercise_comes_back_and_takes_three_minutes(attempt):
    items = mix([attempt("pca/centre", NOON.timestamp())], NOON + 30 * DAY)
    assert [(item.minutes, item.again) for item in items if item.exercise == "pca/centre"] == [(3, True)]
    assert sum(item.minutes for item in items) == 10


def test_an_exercise_that_left_the_course_is_let_go(attempt):
    assert mix([attempt("no/more", NOON.timestamp())], NOON + DAY) == mix([], NOON + DAY)


ids = st.sampled_from(["drills/relu", "pca/centre", "no/more", "photo/transpose"])
times = st.floats(0, 7e9)
tries = st.builds(
    lambda uid, id, at, passed, helped: Kept(str(uid), at, Attempt(id, passed, "", None, "", 0.0, helped)),
    *(st.integers(), ids, times, st.booleans(), st.integers(0, 3)),
)


@settings(deadline=None)
@given(st.lists(tries, max_size=20), st.datetimes(datetime(2000, 1, 1), datetime(2150, 1, 1)))
def test_whatever_the_clock_said_there_are_at_most_ten_minutes_and_nothing_twice(history, now):
    items = mix(history, now.replace(tzinfo=UTC))
    chosen = [item.exercise for item in items]
    assert len(chosen) == len(set(chosen)) and 8 <= sum(item.minutes for item in items) <= 10
