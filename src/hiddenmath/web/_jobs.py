"""Stopping what runs."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import StringConstraints

from hiddenmath.web._floors import House

router = APIRouter(tags=["jobs"])

Job = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,64}$")]  # a name the page makes up for what it runs


@router.post("/{job}/stop", status_code=204)
def stop(job: Job, house: House) -> None:
    """Stops the run, check or X-ray of this name: it answers "stopped". One that has ended stays as it is."""
    house.grader.stop(job)
    house.analyser.stop(job)
