"""The pages that people open; each is a template of `templates/` and what it shows."""

import tomllib
from datetime import datetime
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import Markup

from hiddenmath.learn import day_begin, standings
from hiddenmath.web._blocks import exercise_block
from hiddenmath.web._errors import Problem, Refusal
from hiddenmath.web._floors import House
from hiddenmath.web._markdown import expand_exercises, render_markdown
from hiddenmath.web._progress import progress_of
from hiddenmath.web._templates import render

PROGRAMS = tomllib.loads(Path(__file__).with_name("programs.toml").read_text("utf-8"))["program"]  # for the X-ray page
router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/")
def home(house: House, lit: str = "") -> str:
    """`lit`: slugs between commas, the lessons that a program uses (`hiddenmath xray --lessons`)."""
    known = {lesson.slug for lesson in house.course.lessons} & set(lit.split(","))
    return render("home.html", course=house.course, progress=progress_of(house), lit=known)


@router.get("/learn")
def course_map(house: House) -> str:
    return render("learn.html", course=house.course, progress=progress_of(house))


@router.get("/learn/{slug}")
def lesson(slug: str, house: House) -> str:
    found = next((each for each in house.course.lessons if each.slug == slug), None)
    if found is None:
        raise Refusal(Problem(404, f"There is no lesson {slug!r}.", "The course map, under Learn, shows all of them."))
    module = next(each for each in house.course.modules if each.slug == found.module)
    body = expand_exercises(render_markdown(found.body), lambda name: exercise_block(house, f"{slug}/{name}"))
    return render(
        "lesson.html",
        lesson=vars(found) | {"module": module},
        body=Markup(body),
        previous=house.course.previous(slug),
        next=house.course.next(slug),
        progress=progress_of(house),
    )


@router.get("/exercises")
def exercises(house: House) -> str:
    return render("exercises.html", course=house.course, known=standings(house.learner.history()))


@router.get("/exercises/{lesson}/{name}", response_model=None)
def exercise(lesson: str, name: str, house: House) -> str | RedirectResponse:
    """The page of one exercise whose lesson is not written yet, or of a drill; others have their place in a lesson."""
    found = house.course.exercise(f"{lesson}/{name}")
    if found.id in house.course.ids:
        return RedirectResponse(f"/learn/{lesson}#exercise-{name}")
    drill = found.id in house.course.drills
    begin = day_begin(datetime.now().astimezone()).timestamp()
    block = exercise_block(house, found.id, "practice", begin) if drill else exercise_block(house, found.id)
    return render("exercise.html", exercise=found, drill=drill, block=Markup(block))


@router.get("/xray")
def xray() -> str:
    return render("xray.html", examples=PROGRAMS)
