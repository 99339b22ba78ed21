"""Stopping what runs."""

from typing import Annotated

from fastapi import APIRouter, Path

from hiddenmath.web._floors import House

router = APIRouter(tags=["jobs"])


@router.post("/{job}/stop", status_code=204)
def stop(job: Annotated[str, Path(pattern=r"^[A-Za-z0-9-]{1,64}$")], house: House) -> None:
    """Stops the run, check or X-ray of this name: it answers "stopped". One that has ended stays as it is."""
    house.grader.stop(job)
