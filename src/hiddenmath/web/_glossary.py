"""The glossary: each word with its formula, its NumPy, and where it is used."""

from functools import cache
from itertools import groupby
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from hiddenmath.apply import tools
from hiddenmath.learn import Term, glossary
from hiddenmath.web._floors import Floors, House
from hiddenmath.web._markdown import render_markdown
from hiddenmath.web._rule_texts import rule_pages
from hiddenmath.web._templates import render

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("")
def page(house: House) -> str:
    listed = sorted(glossary().values(), key=lambda term: term.name.lower())
    letters = {letter: list(its) for letter, its in groupby(listed, lambda term: term.name[0].upper())}
    terms = [_shown(term) | {"links": _links(term, house)} for term in listed]
    return render("glossary.html", terms=terms, letters=letters)


def _links(term: Term, house: Floors) -> list[tuple[str, str, str]]:
    """(kind, title, address) of where it is used."""
    lessons = {lesson.slug: lesson for lesson in house.course.lessons}
    found = [
        (f"Lesson {lessons[slug].number}", lessons[slug].title, f"/learn/{slug}")
        for slug in term.lessons
        if slug in lessons
    ]
    found += [("Tool", tools()[name].title, f"/apply/{name}") for name in term.tools]
    found += [("X-ray", rule_pages()[name][0], f"/xray/rules/{name}") for name in term.rules]
    return found


@cache
def _shown(term: Term) -> dict[str, Any]:
    """What does not depend on who reads."""
    return {
        "name": term.name,
        "slug": term.slug,
        "also": term.also,
        "words": Markup(render_markdown(term.words)),
        "formula": Markup(render_markdown(term.formula)),
        "code": Markup(render_markdown(f"```pycon\n{term.code.strip()}\n```")),
        "picture": Markup(render_markdown(term.picture)),
        "see": [glossary()[name] for name in term.see],
        "concept": term.concept,
    }
