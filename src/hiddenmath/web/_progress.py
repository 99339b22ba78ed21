"""What the learner has passed and mastered, as a page and for pages; all of it as one file, and back."""

import re
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, File, Response, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel

from hiddenmath import learn
from hiddenmath.data import InputError
from hiddenmath.web._certificate import listed
from hiddenmath.web._concepts import drawing
from hiddenmath.web._floors import Floors, House
from hiddenmath.web._templates import render

router = APIRouter(tags=["progress"])
pages = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


class LessonProgress(BaseModel):
    """The ids of the exercises passed, those of them that are mastered, and how many there are."""

    passed: list[str]
    mastered: list[str]
    total: int


class Progress(BaseModel):
    lessons: dict[str, LessonProgress]


Standings = dict[str, learn.Standing]


def progress_of(course: learn.Course, known: Standings) -> Progress:
    return Progress(lessons={lesson.slug: _lesson(lesson.ids, known) for lesson in course.lessons})


def next_lesson(course: learn.Course, progress: Progress) -> learn.Lesson | None:
    """The first with an exercise that is not passed, primers left out; None where all are."""
    lessons = (each for each in course.lessons if not each.primer_of)
    return next((each for each in lessons if not done(progress.lessons[each.slug])), None)


def done(mark: LessonProgress) -> bool:
    return len(mark.passed) == mark.total


def _lesson(ids: list[str], known: Standings) -> LessonProgress:
    passed = [id for id in ids if known.get(id) in ("passed", "mastered")]
    return LessonProgress(passed=passed, mastered=[id for id in ids if known.get(id) == "mastered"], total=len(ids))


@router.get("")
def progress(house: House) -> Progress:
    """How far the learner has come."""
    return progress_of(house.course, house.learner.standings())


@pages.get("/progress")
def progress_page(house: House, added: str = "") -> str:
    """`added`: how many attempts an import has just added."""
    history, today = house.learner.history(), datetime.now().astimezone()
    known, due = learn.standings(history), learn.due_days(house.course, history, today)
    counted = learn.progress(house.course, known)
    return render(
        "progress.html",
        course=house.course,
        counted=counted,
        drawing=drawing(learn.concept_graph(house.course), counted.concepts, {}),
        next=next_lesson(house.course, progress_of(house.course, known)),
        concepts=[
            {"name": name, "tally": counted.concepts[name]} | _concept(house, ids, known, due)
            for name, ids in learn.exercises_by_concept(house.course).items()
        ],
        today=today.date(),
        due_today=sum(day <= today.date() for day in due.values()),
        missing=[house.course.exercise(id) for id in learn.missing_for_certificate(house.course, history)],
        certificates=listed(house),
        added=int(added) if re.fullmatch(r"[0-9]{1,9}", added) and int(added) <= len(history) else None,
    )


def _concept(house: Floors, ids: list[str], known: Standings, due: dict[str, date]) -> dict[str, object]:
    """What trains it, how each stands, and the first day on which one of them comes back."""
    return {
        "exercises": [(house.course.exercise(id), known.get(id, "new")) for id in ids],
        "begun": any(id in known for id in ids),
        "due": min((due[id] for id in ids if id in due), default=None),
    }


@pages.get("/progress/export.json")
def export(house: House) -> Response:
    """The file to take away."""
    named = {"Content-Disposition": f'attachment; filename="hiddenmath-progress-{date.today()}.json"'}
    return Response(learn.export_progress(house.learner), media_type="application/json", headers=named)


@pages.post("/progress/import")
def import_(house: House, file: Annotated[UploadFile | str, File()] = "") -> Response:
    """Adds what such a file holds, and shows the page again. A form without a file sends an empty text."""
    if isinstance(file, str):
        raise InputError("No file was chosen.", "Choose the file that Export has given you, then press Import.")
    try:
        text = file.file.read().decode()
    except UnicodeDecodeError:
        raise InputError("This file is no text.", "Choose the file that Export has given you.") from None
    return RedirectResponse(f"/progress?added={learn.import_progress(house.learner, text)}", status_code=303)
