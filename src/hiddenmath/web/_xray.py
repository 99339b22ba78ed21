"""The X-ray of a pasted program: its page, which works by a form alone, and its address for scripts."""

import tomllib
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Form, UploadFile
from fastapi.responses import HTMLResponse

from hiddenmath.learn import LARGEST_SOURCE
from hiddenmath.web._analyser import XrayAnswer
from hiddenmath.web._errors import Problem, Refusal
from hiddenmath.web._exercises import Submission
from hiddenmath.web._floors import Floors, House
from hiddenmath.web._rule_texts import rule_pages
from hiddenmath.web._templates import render
from hiddenmath.xray import _words
from hiddenmath.xray._draw import expression
from hiddenmath.xray._draw_flow import flow
from hiddenmath.xray._measured import measured
from hiddenmath.xray._rows import rows
from hiddenmath.xray._small import about_small_calls

PROGRAMS = tomllib.loads(Path(__file__).with_name("programs.toml").read_text("utf-8"))["program"]
SAMPLE = "chain-order"  # the rule whose finding shows what a report says, before there is one
NO_TEXT = Problem(422, "This file is no Python program.", "Choose a file of text, in UTF-8, that ends in .py.")
router = APIRouter(tags=["xray"])
pages = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@dataclass(frozen=True)
class ShownAnswer(XrayAnswer):
    """`html` is the report as the page shows it, `found` its headline."""

    html: str = ""
    found: str = ""


@router.post("")
async def xray(submission: Submission, house: House) -> ShownAnswer:
    """Runs the program and answers its linear algebra, with what would be better, measured."""
    answer = await _run(house, submission.source, submission.job)
    small = about_small_calls(answer)
    return ShownAnswer(**vars(answer), html=_report(answer, small), found=_headline(answer, small))


@pages.get("")
def page(example: str = "") -> str:
    """`example`: the name of the program that stands in the editor."""
    chosen = next((each for each in PROGRAMS if each["name"] == example), PROGRAMS[0])
    return _page(chosen["source"])


@pages.post("")
async def run(
    house: House, source: Annotated[str, Form(max_length=LARGEST_SOURCE)] = "", file: UploadFile | None = None
) -> str:
    """The form, sent by a browser without JavaScript; a file that was chosen goes before the text in the editor."""
    program = _text(await file.read()) if file and file.filename else source.replace("\r\n", "\n")
    answer = await _run(house, program, f"form-{uuid4()}")
    return _page(program, _report(answer, about_small_calls(answer)))


def _text(content: bytes) -> str:
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise Refusal(NO_TEXT) from None
    if len(text) > LARGEST_SOURCE:
        raise Refusal(Problem(413, "This program is too long to be run here.", "In a terminal: hiddenmath xray FILE"))
    return text


async def _run(house: Floors, source: str, job: str) -> XrayAnswer:
    answer = await house.desk.run(partial(house.analyser.run, source, job))
    there = {lesson.slug for lesson in house.course.lessons}
    findings = [found if found.lesson in there else replace(found, lesson="") for found in answer.findings]
    return replace(answer, findings=findings)


def _page(source: str, report: str = "") -> str:
    rules = [(name, title) for name, (title, _) in rule_pages().items()]
    shown = {"sample": measured().get(SAMPLE), "say": _words, "expression": expression}
    return render("xray.html", examples=PROGRAMS, rules=rules, source=source, report=report, **shown)


def _report(answer: XrayAnswer, small: str | None) -> str:
    return render(
        "_xray_report.html",
        answer=answer,
        headline=_headline(answer, small),
        rows=rows(answer.calls),
        small=small,
        rules=rule_pages(),
        say=_words,
        expression=expression,
        flow=flow,
        values=asdict,
    )


def _headline(answer: XrayAnswer, small: str | None) -> str:
    if not answer.calls:
        return "No linear algebra was seen in it"
    hazards = sum(finding.gain == "hazard" for finding in answer.findings)
    better = len(answer.findings) - hazards
    parts = ["one thing to improve" if better == 1 else f"{better} things to improve"] * bool(better)
    parts += ["one hazard" if hazards == 1 else f"{hazards} hazards"] * bool(hazards)
    return ", ".join(parts).capitalize() or ("Many small calls" if small else "Nothing to improve")
