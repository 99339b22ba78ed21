"""The floors beneath the pages, opened once when the server starts and closed when it stops."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from hiddenmath.learn import Course, Grader, Learner, course_with
from hiddenmath.web._analyser import Analyser
from hiddenmath.web._assets import build
from hiddenmath.web._copies import Copies
from hiddenmath.web._desk import Desk
from hiddenmath.web._index import Index, everything
from hiddenmath.web._results import Results
from hiddenmath.web._told import Told
from hiddenmath.web._workshop import Workshop


@dataclass(frozen=True)
class Floors:
    course: Course
    grader: Grader
    learner: Learner
    analyser: Analyser
    workshop: Workshop
    desk: Desk
    results: Results
    told: Told
    copies: Copies

    @cached_property
    def index(self) -> Index:
        """Built when it is first asked."""
        return Index(everything(self.course))


@contextmanager
def open_floors(data_dir: Path, content: Path | None = None) -> Iterator[Floors]:
    """Everything a route may use; processes and files are closed at the end."""
    course = course_with(content)
    with ExitStack() as stack:
        learner = stack.enter_context(Learner(data_dir))
        yield Floors(
            course=course,
            grader=stack.enter_context(Grader(course)),
            learner=learner,
            analyser=stack.enter_context(Analyser()),
            workshop=Workshop(),
            desk=Desk(),
            results=Results(),
            told=Told(),
            copies=Copies(lambda: (learner.version(), build())),
        )


async def _of(request: Request) -> Floors:  # without `async` each request would go through a thread for it
    floors: Floors = request.app.state.floors
    return floors


House = Annotated[Floors, Depends(_of)]
