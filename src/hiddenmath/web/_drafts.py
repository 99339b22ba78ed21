"""What stands in an exercise's editor, kept while it is typed."""

from fastapi import APIRouter
from pydantic import BaseModel

from hiddenmath.learn import Desk
from hiddenmath.web._exercises import ExerciseId, Source
from hiddenmath.web._floors import House

router = APIRouter(tags=["drafts"])


class Draft(BaseModel):
    source: Source


@router.put("/{lesson}/{name}", status_code=204)
def save_draft(exercise: ExerciseId, draft: Draft, house: House, desk: Desk = "lesson") -> None:
    """Keeps the draft; it is there again after a restart."""
    house.learner.save_draft(exercise, draft.source, desk)


@router.delete("/{lesson}/{name}", status_code=204)
def drop_draft(exercise: ExerciseId, house: House, desk: Desk = "lesson") -> None:
    """Forgets the draft: the exercise begins again with its starter."""
    house.learner.drop_draft(exercise, desk)
