"""What the learner has passed, lesson by lesson."""

from fastapi import APIRouter
from pydantic import BaseModel

from hiddenmath.web._floors import Floors, House

router = APIRouter(tags=["progress"])


class LessonProgress(BaseModel):
    """The ids of the exercises passed, and how many there are."""

    passed: list[str]
    total: int


class Progress(BaseModel):
    lessons: dict[str, LessonProgress]


def progress_of(house: Floors) -> Progress:
    passed = house.learner.passed()
    ids = {lesson.slug: [f"{lesson.slug}/{name}" for name in lesson.placed] for lesson in house.course.lessons}
    return Progress(
        lessons={
            slug: LessonProgress(passed=[id for id in its if id in passed], total=len(its)) for slug, its in ids.items()
        }
    )


@router.get("")
def progress(house: House) -> Progress:
    """How far the learner has come."""
    return progress_of(house)
