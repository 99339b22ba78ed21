"""The X-ray of a pasted program."""

from dataclasses import replace
from functools import partial

from fastapi import APIRouter

from hiddenmath.web._analyser import XrayAnswer
from hiddenmath.web._exercises import Submission
from hiddenmath.web._floors import House

router = APIRouter(tags=["xray"])


@router.post("")
async def xray(submission: Submission, house: House) -> XrayAnswer:
    """Runs the program and answers its linear algebra, with what would be better, measured."""
    answer = await house.desk.run(partial(house.analyser.run, submission.source, submission.job))
    there = {lesson.slug for lesson in house.course.lessons}
    findings = [found if found.lesson in there else replace(found, lesson="") for found in answer.findings]
    return replace(answer, findings=findings)
