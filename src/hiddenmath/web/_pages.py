"""The pages that people open; each is a template of `templates/` and what it shows."""

import json
from dataclasses import asdict

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from hiddenmath.learn import Choice, Lesson, show_all
from hiddenmath.web._floors import Floors, House
from hiddenmath.web._markdown import expand_exercises, render_markdown
from hiddenmath.web._progress import progress_of
from hiddenmath.web._templates import render

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/")
def home(house: House) -> str:
    return render("home.html", course=house.course, progress=progress_of(house))


@router.get("/learn")
def course_map(house: House) -> str:
    return render("learn.html", course=house.course, progress=progress_of(house))


@router.get("/learn/{slug}")
def lesson(slug: str, house: House) -> str:
    lesson = house.course.lesson(slug)
    return render(
        "lesson.html",
        lesson=lesson,
        body=Markup(expand_exercises(render_markdown(lesson.body), lambda name: _exercise(house, lesson, name))),
        previous=house.course.previous(lesson),
        next=house.course.next(lesson),
        progress=progress_of(house),
    )


def _exercise(house: Floors, lesson: Lesson, name: str) -> str:
    """The place in a lesson where its exercise `name` is solved."""
    exercise = lesson.exercises[f"{lesson.slug}/{name}"]
    view = {
        "id": exercise.id,
        "name": name,
        "title": exercise.title,
        "prompt_html": Markup(render_markdown(exercise.task)),
        "hints_html": [Markup(render_markdown(hint)) for hint in exercise.hints],
        "form": exercise.form,
        "picture": exercise.picture,
        "starter": exercise.starter,
        "draft": house.learner.draft(exercise.id),
        "passed": exercise.id in house.learner.passed(),
        "is_choice": isinstance(exercise, Choice),
        "example": json.dumps([asdict(value) for value in show_all(exercise.example_inputs())]),
    }
    return render("_exercise.html", exercise=view)
