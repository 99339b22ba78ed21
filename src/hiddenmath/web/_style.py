"""/style: every element, and every picture in every state that matters; for those who make them, and for the tests."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from hiddenmath.web._errors import Problem, Refusal
from hiddenmath.web._markdown import render_markdown
from hiddenmath.web._templates import render

FOLDER = Path(__file__).with_name("style")
ELEMENTS = "elements"  # what is no picture: type, colours, buttons, notices
router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


def pictures() -> list[str]:
    """The names of the pictures that have a page."""
    return sorted(file.stem for file in FOLDER.glob("*.md") if file.stem != ELEMENTS)


@router.get("")
def style() -> str:
    return render("style.html", name=None, pictures=pictures(), body=_body(ELEMENTS))


@router.get("/{name}")
def picture(name: str) -> str:
    if name not in pictures():
        raise Refusal(Problem(404, f"There is no picture {name!r}.", "The page Style lists all of them."))
    return render("style.html", name=name, pictures=pictures(), body=_body(name))


def _body(name: str) -> Markup:
    return Markup(render_markdown((FOLDER / f"{name}.md").read_text("utf-8")))
