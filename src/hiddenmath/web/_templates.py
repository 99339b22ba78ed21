"""The pages' templates, and what every one of them may use."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import hiddenmath
from hiddenmath.web._assets import asset_tags

NAV = [("Learn", "/learn"), ("Practice", "/practice"), ("Apply", "/apply"), ("X-ray", "/xray")]

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.globals.update(asset_tags=asset_tags, version=hiddenmath.__version__, nav=NAV)


def render(template: str, **context: object) -> str:
    """A template filled in: everything is escaped but what is marked as safe HTML."""
    return _environment.get_template(template).render(context)
