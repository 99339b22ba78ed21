"""The pages' templates, and what every one of them may use."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

import hiddenmath
from hiddenmath.web._assets import asset_tags
from hiddenmath.web._gallery import SIZE, cells, pictured

NAMES = {
    "jpeg": "JPEG",
    "psnr": "PSNR",
    "ssim": "SSIM",
    "pca": "PCA",
    "rand": "Rand",
    "pytorch": "PyTorch",
}  # as they are written
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


def words(value: object) -> str:
    """A number or a cell as people read it. Four digits go together: they may be a year.

    >>> [words(value) for value in (150, 0.97760, 1984, 1234567, 403066.62, 1.5e-12, None, "gram", -0.25)]
    ['150', '0.9776', '1984', '1,234,567', '403,067', '1.5e−12', '–', 'gram', '−0.25']
    """
    if value is None:
        return "–"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if float(value).is_integer() and abs(value) < 1e15:
        text = f"{int(value):,}" if abs(value) >= 10_000 else f"{int(value)}"
    elif 1e4 <= abs(value) < 1e9:
        text = f"{value:,.0f}"
    else:
        text = f"{value:.4g}" if 1e-4 <= abs(value) < 1e4 else f"{value:.3g}"
    return text.replace("-", "−")


def share(value: float) -> str:
    """A part of a whole; what is nearly all is never called all.

    >>> share(0.97763), share(0.9999), share(1.0), share(0.0004)
    ('97.8%', '>99.9%', '100%', '0.04%')
    """
    if 0.999 < value < 1:
        return ">99.9%"
    return f"{100 * value:.3g}%"


def size(count: int) -> str:
    """
    >>> size(980), size(48123), size(2_500_000)
    ('980 bytes', '48.1 kB', '2.5 MB')
    """
    step = min(len(UNITS) - 1, max(0, len(str(count)) - 1) // 3)
    return f"{count / 1000**step:.3g} {UNITS[step]}"


def label(name: str) -> str:
    """
    >>> label("variance_kept"), label("jpeg_psnr"), label("test_r_squared")
    ('Variance kept', 'JPEG PSNR', 'Test R²')
    """
    words = [NAMES.get(word, word) for word in name.replace("r_squared", "R²").split("_")]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


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


_environment.filters.update(words=words, share=share, size=size, label=label, ticked=ticked, brief=brief)


def render(template: str, **context: object) -> str:
    """A template filled in: everything is escaped but what is marked as safe HTML."""
    return _environment.get_template(template).render(context)
