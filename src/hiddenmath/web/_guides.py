"""The guides of the folder `docs` as pages: on this machine, in the search, without a network."""

import re
from functools import cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from hiddenmath.web._errors import Problem, Refusal
from hiddenmath.web._markdown import render_markdown
from hiddenmath.web._templates import render

# A wheel carries them beside this file (hatch_build.py); in a checkout they are where a forge shows them.
_PLACES = (Path(__file__).with_name("guides"), Path(__file__).parents[3] / "docs")
INSIDE = ("recording", "report", "verified", "architecture")  # how it works inside
AUTHORS = ("exercises", "voice")  # for those who write lessons; every other guide is for those who use it
_LINK = re.compile(r"\[([^\]]+)\]\((\.\./[^)]+|[\w/-]+\.md)(#[^)]*)?\)")
_TOOLS = PurePosixPath("../src/hiddenmath/apply")
router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


class Guide(NamedTuple):
    """`text` is Markdown, without the title; `first` its first paragraph."""

    title: str
    text: str
    first: str


@cache
def guides() -> dict[str, Guide]:
    """By name, in the order of their titles."""
    folder = next((place for place in _PLACES if place.is_dir()), None)
    read = {file.stem: _read(file.read_text("utf-8")) for file in folder.glob("*.md")} if folder else {}
    return dict(sorted(read.items(), key=lambda guide: guide[1].title.lower()))


def _read(content: str) -> Guide:
    title, text = _LINK.sub(_within, content).removeprefix("# ").split("\n", 1)
    return Guide(title, text.strip(), text.strip().partition("\n\n")[0].replace("\n", " "))


def _within(link: re.Match[str]) -> str:
    """A link between files becomes one between pages, or only its words where there is no page.

    >>> _LINK.sub(_within, "[how](recording.md#why), [it](rules/chain-order.md), [file](../src/a.py)")
    '[how](/guides/recording#why), [it](/xray/rules/chain-order), file'
    >>> _LINK.sub(_within, "[a lesson](../src/hiddenmath/lessons/svd/pca/lesson.md)")
    '[a lesson](/learn/pca)'
    >>> _LINK.sub(_within, "[a tool](../src/hiddenmath/apply/_pca.py)")
    '[a tool](/apply/pca)'
    """
    words, file, place = link.groups("")
    path = PurePosixPath(file)
    if path.name == "lesson.md":
        return f"[{words}](/learn/{path.parent.name})"
    if path.parent == _TOOLS:
        return f"[{words}](/apply/{path.stem.lstrip('_')})"
    if path.parts[0] == "..":
        return words
    return f"[{words}]({'/xray/rules' if path.parent.name == 'rules' else '/guides'}/{path.stem}{place})"


@router.get("")
def all_guides() -> str:
    groups = {"For those who use it": [], "How it works inside": INSIDE, "For those who write lessons": AUTHORS}
    listed = {title: [(name, guides()[name]) for name in names if name in guides()] for title, names in groups.items()}
    listed["For those who use it"] = [each for each in guides().items() if each[0] not in (*INSIDE, *AUTHORS)]
    return render("guides.html", groups=listed)


@router.get("/{name}")
def guide(name: str) -> str:
    if name not in guides():
        raise Refusal(Problem(404, f"There is no guide {name!r}.", "The page Guides lists all of them."))
    found = guides()[name]
    return render("guide.html", title=found.title, body=Markup(render_markdown(found.text)))
