"""Ten minutes of practice a day."""

from datetime import datetime

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from hiddenmath.learn import AnyExercise, day_begin, todays_practice
from hiddenmath.web._blocks import exercise_block
from hiddenmath.web._floors import Floors, House
from hiddenmath.web._templates import render

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/practice")
def practice(house: House) -> str:
    now = datetime.now().astimezone()
    items = [
        {
            "id": item.exercise,
            "title": house.course.exercise(item.exercise).title,
            "minutes": item.minutes,
            "again": item.again,
            "done": item.done,
            "block": "" if item.done else Markup(drill_block(house, house.course.exercise(item.exercise), now)),
        }
        for item in todays_practice(house.course, house.learner.history(), now)
    ]
    return render("practice.html", items=items)


def drill_block(house: Floors, exercise: AnyExercise, now: datetime) -> str:
    """In practice nothing counts as solved before, and a draft only since the day began."""
    draft = house.learner.draft(exercise.id, "practice", since=day_begin(now).timestamp())
    return exercise_block(exercise, draft, "practice")
