"""The graph of concepts as a page: what is needed for what, and where it is learnt."""

from collections.abc import Mapping
from typing import NamedTuple

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from hiddenmath import learn
from hiddenmath.learn import Course, concept_graph, concepts_of
from hiddenmath.web._floors import House
from hiddenmath.web._index import address_of
from hiddenmath.web._templates import render

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

WIDE, HIGH = 136, 34  # of a box, in units of the drawing
STEP_X, STEP_Y = 190, 50  # from box to box


class Box(NamedTuple):
    """`role`: "chosen", "needed" for it, "opened" by it, or "" for the rest."""

    name: str
    x: float
    y: float
    role: str
    passed: int
    total: int


class Line(NamedTuple):
    path: str
    role: str


class Drawing(NamedTuple):
    """The graph as it is drawn. `view` is the viewBox; `levels` are the boxes by column."""

    boxes: list[Box]
    lines: list[Line]
    levels: list[list[Box]]
    needs: dict[str, tuple[str, ...]]
    view: tuple[int, int, int, int]
    size: tuple[int, int] = (WIDE, HIGH)


def drawing(graph: learn.ConceptGraph, tallies: Mapping[str, learn.Tally], roles: Mapping[str, str]) -> Drawing:
    """`tallies`: how many exercises of each concept are solved."""
    tallest = max(map(len, graph.levels))
    boxes = {
        name: Box(
            name,
            column * STEP_X,
            (row + 0.5 * (tallest - len(names))) * STEP_Y,
            roles.get(name, ""),
            *(tallies[name].passed, tallies[name].total) if name in tallies else (0, 0),
        )
        for column, names in enumerate(graph.levels)
        for row, name in enumerate(names)
    }
    lines = [_line(boxes[other], boxes[name]) for name, needs in graph.needs.items() for other in needs]
    return Drawing(
        list(boxes.values()),
        sorted(lines, key=lambda line: line.role != ""),  # what is lit is drawn over the rest
        [[boxes[name] for name in names] for names in graph.levels],
        graph.needs,
        (-4, -4, (len(graph.levels) - 1) * STEP_X + WIDE + 8, (tallest - 1) * STEP_Y + HIGH + 8),
    )


@router.get("")
def concepts(house: House, of: str = "", lesson: str = "") -> str:
    """`of`: a concept, or `lesson`: a slug whose concepts are shown with what they need."""
    course, graph = house.course, concept_graph(house.course)
    chosen = [of] if of in graph.needs else _of_lesson(course, lesson)
    needed = set[str]().union(*(graph.before(name) for name in chosen)) - set(chosen)
    opened = set[str]().union(*(graph.after(name) for name in chosen)) - set(chosen) if of else set()
    roles = dict.fromkeys(needed, "needed") | dict.fromkeys(opened, "opened") | dict.fromkeys(chosen, "chosen")
    return render(
        "concepts.html",
        course=course,
        drawing=drawing(graph, learn.progress(course, house.learner.standings()).concepts, roles),
        of=of if of in graph.needs else "",
        lesson=next((each for each in course.lessons if each.slug == lesson), None),
        opens=[name for name, needs in graph.needs.items() if of in needs],
        learnt=_places(course, of),
        word=next((term for term in learn.glossary().values() if term.concept == of), None) if of else None,
    )


def _of_lesson(course: Course, slug: str) -> list[str]:
    return [name for lesson in course.lessons if lesson.slug == slug for name in concepts_of(course, lesson)]


def _line(start: Box, end: Box) -> Line:
    lit = bool(start.role and end.role)
    x, y, to_x, to_y = start.x + WIDE, start.y + HIGH / 2, end.x, end.y + HIGH / 2
    middle = (x + to_x) / 2
    return Line(f"M{x:g} {y:g}C{middle:g} {y:g} {middle:g} {to_y:g} {to_x:g} {to_y:g}", "lit" if lit else "")


def _places(course: Course, name: str) -> list[tuple[str, str]]:
    """Title and address of the exercises about a concept."""
    ids = [id for id in course.every_id if name in course.exercise(id).concepts]
    return [(course.exercise(id).title, address_of(course, id)) for id in ids]
