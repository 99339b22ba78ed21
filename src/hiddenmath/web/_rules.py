"""The pages of X-ray's rules: what each finds, why it matters, when to ignore it. Made from the rules' own files."""

from functools import cache

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from hiddenmath.web._errors import Problem, Refusal
from hiddenmath.web._markdown import render_markdown
from hiddenmath.web._templates import render
from hiddenmath.xray._pages import page
from hiddenmath.xray.rules import RULES

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@cache
def rule_pages() -> dict[str, tuple[str, str]]:
    """By name: the title and the text in Markdown."""
    pages = {rule.name: page(rule).removeprefix("# ").split("\n", 1) for rule in RULES}
    return {name: (title, text.strip()) for name, (title, text) in pages.items()}


@router.get("")
def rules() -> str:
    return render("rules.html", rules=[(rule.name, rule_pages()[rule.name][0], rule.why) for rule in RULES])


@router.get("/{name}")
def rule(name: str) -> str:
    if name not in rule_pages():
        raise Refusal(Problem(404, f"There is no rule {name!r}.", "The page of the rules lists all of them."))
    title, text = rule_pages()[name]
    return render("rule.html", title=title, body=Markup(render_markdown(text)))
