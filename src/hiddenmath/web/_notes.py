"""A learner's own notes beside a lesson, kept as they are typed; by a form, too, where there is no JavaScript."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from hiddenmath.web._errors import Problem, Refusal
from hiddenmath.web._floors import House

router = APIRouter(tags=["notes"])
forms = APIRouter(include_in_schema=False)

Text = Annotated[str, Field(max_length=100_000)]


class Note(BaseModel):
    text: Text


def _known(lesson: str, house: House) -> str:
    if lesson not in {each.slug for each in house.course.lessons}:
        raise Refusal(
            Problem(404, f"There is no lesson {lesson!r}.", "The course map, under Learn, shows all of them.")
        )
    return lesson


Slug = Annotated[str, Depends(_known)]


@router.put("/{lesson}", status_code=204)
def save_note(lesson: Slug, note: Note, house: House) -> None:
    """Keeps the note; an empty one is forgotten."""
    house.learner.save_note(lesson, note.text)


@forms.post("/learn/{lesson}/notes")
def send_note(lesson: Slug, text: Annotated[Text, Form()], house: House) -> RedirectResponse:
    house.learner.save_note(lesson, text.replace("\r\n", "\n"))  # forms end their lines so
    return RedirectResponse(f"/learn/{lesson}?kept#notes", status_code=303)
