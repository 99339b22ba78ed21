"""The pages that people open; each is a template of `templates/` and what it shows."""

import re
from datetime import datetime
from functools import partial

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import Markup

from hiddenmath import learn
from hiddenmath.learn import Lesson, Times, concepts_of, times_of
from hiddenmath.web._blocks import exercise_block
from hiddenmath.web._errors import Problem, Refusal
from hiddenmath.web._floors import Floors, House
from hiddenmath.web._markdown import expand_exercises, render_markdown
from hiddenmath.web._practice import drill_block
from hiddenmath.web._progress import next_lesson, progress_of
from hiddenmath.web._templates import render

_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>')
router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/")
def home(house: House, lit: str = "") -> str:
    """`lit`: slugs between commas, the lessons that a program uses (`hiddenmath xray --lessons`)."""
    known = {lesson.slug for lesson in house.course.lessons} & set(lit.split(","))
    return render(
        "home.html",
        course=house.course,
        progress=progress_of(house.course, house.learner.standings()),
        times=times(house),
        lit=known,
    )


@router.get("/learn")
def course_map(house: House) -> str:
    known = house.learner.standings()
    progress = progress_of(house.course, known)
    return render(
        "learn.html",
        course=house.course,
        progress=progress,
        counted=learn.progress(house.course, known).course,
        next=next_lesson(house.course, progress),
        times=times(house),
    )


def times(house: Floors) -> dict[str, Times]:
    return {lesson.slug: times_of(house.course, lesson) for lesson in house.course.lessons}


@router.get("/learn/{slug}", response_model=None)
async def lesson(slug: str, house: House, request: Request, kept: str | None = None) -> HTMLResponse:
    """`kept`: the note was just kept, by its form."""
    found = next((each for each in house.course.lessons if each.slug == slug), None)
    if found is None:
        raise Refusal(Problem(404, f"There is no lesson {slug!r}.", "The course map, under Learn, shows all of them."))
    if kept is not None:
        return HTMLResponse(await run_sync(lesson_page, house, found, True))
    return await house.copies.page(request, partial(lesson_page, house, found))


def lesson_page(house: Floors, found: Lesson, kept: bool = False) -> str:
    slug = found.slug
    module = next(each for each in house.course.modules if each.slug == found.module)
    progress, drafts = progress_of(house.course, house.learner.standings()), house.learner.drafts_of(found.ids)
    passed = progress.lessons[slug].passed

    def block(name: str) -> str:
        id = f"{slug}/{name}"
        return exercise_block(found.exercises[id], drafts.get(id), passed=id in passed)

    body = expand_exercises(render_markdown(found.body), block)
    titles = {each.slug: each for each in house.course.lessons}
    return render(
        "lesson.html",
        times=times_of(house.course, found),
        headings=_HEADING.findall(body),
        needs=[titles[each] for each in found.needs if each in titles],
        opens=[titles[each] for each in found.opens if each in titles],
        primers=house.course.primers(slug),
        concepts=concepts_of(house.course, found),
        note=house.learner.note(slug),
        kept=kept,
        lesson=vars(found) | {"module": module},
        body=Markup(body),
        previous=house.course.previous(slug),
        next=house.course.next(slug),
        progress=progress,
    )


@router.get("/exercises")
def exercises(house: House) -> str:
    return render("exercises.html", course=house.course, known=house.learner.standings())


@router.get("/exercises/{lesson}/{name}", response_model=None)
def exercise(lesson: str, name: str, house: House) -> str | RedirectResponse:
    """The page of one exercise whose lesson is not written yet, or of a drill; others have their place in a lesson."""
    found = house.course.exercise(f"{lesson}/{name}")
    if found.id in house.course.placed:
        return RedirectResponse(f"/learn/{lesson}#exercise-{name}")
    if drill := found.id in house.course.drills:
        block = drill_block(house, found, datetime.now().astimezone())
    else:
        block = exercise_block(found, house.learner.draft(found.id), passed=found.id in house.learner.passed())
    return render("exercise.html", exercise=found, drill=drill, block=Markup(block))
