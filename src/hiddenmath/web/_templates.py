"""The pages' templates, and what every one of them may use."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

import hiddenmath
from hiddenmath.apply import as_label, as_share, as_words
from hiddenmath.web._assets import asset_tags
from hiddenmath.web._gallery import SIZE, cells, pictured

UNITS = ("bytes", "kB", "MB", "GB")
NAV = [("Learn", "/learn"), ("Practice", "/practice"), ("Apply", "/apply"), ("X-ray", "/xray")]

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.globals.update(asset_tags=asset_tags, version=hiddenmath.__version__, nav=NAV)
_environment.globals.update(pictured=pictured, picture_size=SIZE, picture_cells=cells)


def size(count: int) -> str:
    """
    >>> size(980), size(48123), size(2_500_000)
    ('980 bytes', '48.1 kB', '2.5 MB')
    """
    step = min(len(UNITS) - 1, max(0, len(str(count)) - 1) // 3)
    return f"{count / 1000**step:.3g} {UNITS[step]}"


def ticked(text: str) -> Markup:
    """A sentence in which `code` stands between backticks.

    >>> ticked("with `a < b`")
    Markup('with <code>a &lt; b</code>')
    """
    parts = text.split("`")
    return Markup("").join(Markup("<code>{}</code>").format(part) if i % 2 else part for i, part in enumerate(parts))


def brief(text: str) -> Markup:
    """The first sentence of a text in Markdown.

    >>> brief("`svd` works where your **matrix** is. It stays there.")
    Markup('<code>svd</code> works where your matrix is.')
    """
    return ticked(text.replace("**", "").partition(". ")[0].rstrip(".:") + ".")


_environment.filters.update(words=as_words, share=as_share, size=size, label=as_label, ticked=ticked, brief=brief)


def render(template: str, **context: object) -> str:
    """A template filled in: everything is escaped but what is marked as safe HTML."""
    return _environment.get_template(template).render(context)
