"""What the learner has passed and mastered, as a page and for pages; all of it as one file, and back."""

from datetime import date

from fastapi import APIRouter, Response, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel

from hiddenmath import learn
from hiddenmath.data import InputError
from hiddenmath.web._certificate import listed
from hiddenmath.web._floors import Floors, House
from hiddenmath.web._templates import render

router = APIRouter(tags=["progress"])
pages = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


class LessonProgress(BaseModel):
    """The ids of the exercises passed, and how many there are."""

    passed: list[str]
    total: int


class Progress(BaseModel):
    lessons: dict[str, LessonProgress]


def progress_of(house: Floors) -> Progress:
    passed = house.learner.passed()
    return Progress(
        lessons={
            lesson.slug: LessonProgress(passed=[id for id in lesson.ids if id in passed], total=len(lesson.ids))
            for lesson in house.course.lessons
        }
    )


@router.get("")
def progress(house: House) -> Progress:
    """How far the learner has come."""
    return progress_of(house)


@pages.get("/progress")
def progress_page(house: House, added: int | None = None) -> str:
    history = house.learner.history()
    return render(
        "progress.html",
        course=house.course,
        counted=learn.progress(house.course, learn.standings(history)),
        missing=learn.missing_for_certificate(house.course, history),
        certificates=listed(house),
        added=added,
    )


@pages.get("/progress/export.json")
def export(house: House) -> Response:
    """The file to take away."""
    named = {"Content-Disposition": f'attachment; filename="hiddenmath-progress-{date.today()}.json"'}
    return Response(learn.export_progress(house.learner), media_type="application/json", headers=named)


@pages.post("/progress/import")
def import_(house: House, file: UploadFile) -> Response:
    """Adds what such a file holds, and shows the page again."""
    try:
        text = file.file.read().decode()
    except UnicodeDecodeError:
        raise InputError("This file is no text.", "Choose the file that Export has given you.") from None
    return RedirectResponse(f"/progress?added={learn.import_progress(house.learner, text)}", status_code=303)
