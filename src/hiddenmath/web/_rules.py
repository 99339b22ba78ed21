"""The pages of X-ray's rules: what each finds, what it brought, when to ignore it. Made from the rules' own files."""

import re
from collections.abc import Iterator

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from hiddenmath.learn import glossary
from hiddenmath.web._errors import Problem, Refusal
from hiddenmath.web._floors import Floors, House
from hiddenmath.web._markdown import render_markdown
from hiddenmath.web._rule_texts import rule_pages
from hiddenmath.web._templates import render
from hiddenmath.xray import _words
from hiddenmath.xray._draw import expression
from hiddenmath.xray._measured import measured, whole
from hiddenmath.xray._pages import program
from hiddenmath.xray._rule import Rule
from hiddenmath.xray.rules import RULES

CASES = "## What it proposes"  # where a page goes over from prose to cases
router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("")
def rules() -> str:
    return render("rules.html", rules=RULES, titles=_titles(), measured=measured(), say=_words)


@router.get("/{name}")
def rule(name: str, house: House) -> str:
    if name not in rule_pages():
        raise Refusal(Problem(404, f"There is no rule {name!r}.", "The page of the rules lists all of them."))
    place = next(i for i, each in enumerate(RULES) if each.name == name)
    found = RULES[place]
    case = found.INVALID[0]
    return render(
        "rule.html",
        title=_titles()[name],
        titles=_titles(),
        rule=found,
        case=case,
        found=measured().get(name),
        program=whole(case.program),
        written=_code(case.program),
        prose=_prose(name),
        others=[(_code(each.program), each) for each in found.INVALID[1:]],
        silent=[_code(source) for source in found.VALID],
        learn=list(_learn(found, house)),
        before=RULES[place - 1] if place else None,
        after=RULES[place + 1] if place + 1 < len(RULES) else None,
        say=_words,
        expression=expression,
    )


def _titles() -> dict[str, str]:
    return {name: title for name, (title, _) in rule_pages().items()}


def _prose(name: str) -> Markup:
    """What it finds, why it matters, when to ignore it."""
    text = rule_pages()[name][1]
    return Markup(
        render_markdown(re.sub(r"\A.*?(?=^## )", "", text.partition(CASES)[0], flags=re.DOTALL | re.MULTILINE))
    )


def _code(source: str) -> Markup:
    return Markup(render_markdown(f"```python\n{program(source)}\n```"))


def _learn(rule: Rule, house: Floors) -> Iterator[tuple[str, str, str]]:
    """(kind, title, address) of where what is behind it is explained: its lesson, and where that is not written yet,
    the exercises that wait for it; and the words of the glossary."""
    lesson = next((each for each in house.course.lessons if each.slug == rule.lesson), None)
    if lesson:
        yield "Lesson", lesson.title, f"/learn/{lesson.slug}"
    else:
        for id in house.course.every_id:
            if id.startswith(f"{rule.lesson}/"):
                yield "Exercise", house.course.exercise(id).title, f"/exercises/{id}"
    for term in glossary().values():
        if rule.name in term.rules:
            yield "Glossary", term.name, f"/glossary#{term.slug}"
