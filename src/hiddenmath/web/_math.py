"""TeX to MathML, without the style attributes that the Content-Security-Policy forbids."""

import re
from html import escape

from math_core import LatexError, LatexToMathML

_converter = LatexToMathML(annotation=True, fancy_error=False)

# math-core lays out tables and colours by style attributes; the stylesheet of the pages knows these classes instead.
_CLASS_OF = {
    "text-align: right": "math-right",
    "text-align: left": "math-left",
    "padding-left: 0": "math-tight-left",
    "padding-right: 0": "math-tight-right",
    "padding-left: 1em": "math-indent",
    "width: 50%": "math-half",
    "width: 100%": "math-full",
    "border-left: 0.05em solid currentcolor": "math-line-left",
    "border-right: 0.05em solid currentcolor": "math-line-right",
    "border-top: 0.05em solid currentcolor": "math-line-above",
    "border-bottom: 0.05em solid currentcolor": "math-line-below",
}
_STYLE = re.compile(r'(<m[^>]*) style="([^"]*)"')


def mathml(tex: str, *, block: bool = False) -> str:
    r"""The formula as MathML that carries its TeX; as code, with what is wrong, where it cannot be read.

    >>> mathml("x")
    '<math><semantics><mi>x</mi><annotation encoding="application/x-tex">x</annotation></semantics></math>'
    >>> mathml(r"\nosuch")
    '<code class="math-error" title="0: Unknown command &quot;\\nosuch&quot;.">\\nosuch</code>'
    """
    try:
        made = _converter.convert_with_local_state(tex, displaystyle=block)
    except LatexError as error:
        return f'<code class="math-error" title="{escape(str(error))}">{escape(tex)}</code>'
    return _STYLE.sub(_class_for_style, made)


def _class_for_style(style: re.Match[str]) -> str:
    declarations = [re.sub(r"\s*:\s*", ": ", part.strip()) for part in style[2].split(";")]
    classes = [_CLASS_OF[declaration] for declaration in declarations if declaration in _CLASS_OF]
    return style[1] + (f' class="{" ".join(classes)}"' if classes else "")
