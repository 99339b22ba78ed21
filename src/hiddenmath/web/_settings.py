"""The page of settings: how it looks, where everything is kept, how to take it along or delete it, what works here.

How it looks is kept in the browser (`public/theme.js` applies it before the first paint); the server need not know.
"""

import importlib.metadata
import platform
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, RedirectResponse

import hiddenmath
from hiddenmath import learn
from hiddenmath.web._errors import Problem, Refusal
from hiddenmath.web._floors import House
from hiddenmath.web._templates import render

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

WORD = "delete"  # to be typed, so that no stray click deletes years
NOT_ASKED = Problem(
    422, "Nothing was deleted.", f"Type the word {WORD} into the field and press the button, if you are sure."
)


@router.get("")
def settings(house: House, deleted: bool = False) -> str:
    file = learn.database(house.learner.folder)
    return render(
        "settings.html",
        folder=house.learner.folder,
        attempts=len(house.learner.history()),
        passed=len(house.learner.passed()),
        drafts=len(house.learner.drafts()),
        bytes=file.stat().st_size,
        facts=facts(),
        word=WORD,
        deleted=deleted,
    )


@router.post("/delete")
def delete(house: House, word: Annotated[str, Form()] = "") -> RedirectResponse:
    if word.strip().lower() != WORD:
        raise Refusal(NOT_ASKED)
    house.learner.forget_everything()
    return RedirectResponse("/settings?deleted=true#data", status_code=303)


def facts() -> dict[str, str]:
    """What runs here."""
    system = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    versions = {name: importlib.metadata.version(name) for name in ("numpy", "scipy")}
    return {
        "hiddenmath": hiddenmath.__version__,
        "Python": system,
        "NumPy": versions["numpy"],
        "SciPy": versions["scipy"],
    }
