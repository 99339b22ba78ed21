"""The report as one HTML file: no script, no request to anywhere, light and dark, every text escaped."""

from collections.abc import Mapping
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from hiddenmath.xray import _words
from hiddenmath.xray._draw import expression, spectrum
from hiddenmath.xray._draw_flow import flow
from hiddenmath.xray._pages import page
from hiddenmath.xray._report import Report
from hiddenmath.xray._roofline import roofline
from hiddenmath.xray._rows import LONGEST, rows
from hiddenmath.xray._small import about_small_calls
from hiddenmath.xray.rules import RULES


def html(report: Report, lessons: Mapping[str, str]) -> str:
    """The page. `lessons`: the address of each lesson that there is."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    environment.filters |= {name: getattr(_words, name) for name in ("seconds", "shape", "share", "si", "structure")}
    environment.globals |= {name: getattr(_words, name) for name in ("errors", "exactness", "found", "gained", "peaks")}
    environment.globals |= {"expression": expression, "spectrum": spectrum, "flow": flow}
    template = environment.from_string(files("hiddenmath.xray").joinpath("report.html").read_text("utf-8"))
    together = rows(report.calls)
    return template.render(
        report=report,
        small=about_small_calls(report),
        rows=together[:LONGEST],
        more=together[LONGEST:],
        roofline=roofline(report.peak, together[:LONGEST]) if report.peak else "",
        rules=_explanations(report),
        lessons=lessons,
        several=len({call.file for call in report.calls}) > 1,
    )


def _explanations(report: Report) -> dict[str, dict[str, str]]:
    """Title and text of the rules that found something, by their names."""
    named = {finding.rule for finding in report.findings}
    markdown = MarkdownIt()  # CommonMark without raw HTML is not needed: the pages are our own
    return {rule.name: _explanation(page(rule), markdown) for rule in RULES if rule.name in named}


def _explanation(text: str, markdown: MarkdownIt) -> dict[str, str]:
    title, body = text.removeprefix("# ").split("\n", 1)
    return {"title": title, "body": Markup(markdown.render(body))}
