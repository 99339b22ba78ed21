"""Lessons from Markdown to HTML: CommonMark with formulas, callouts, things to reveal, quoted pictures, code."""

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from functools import lru_cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML, RendererProtocol
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from hiddenmath.web._math import mathml
from hiddenmath.web._sanitise import ELEMENTS, PICTURES, sanitise

CALLOUTS = {
    "remember": "To remember",
    "mistake": "The mistake everyone makes",
    "apply": "Use it",
    "note": "Note",
}
_CALLOUT = re.compile(rf"\[!({'|'.join(CALLOUTS)})\]\s*")
_QUOTE = re.compile(r"\{([a-z][a-z0-9-]*\.[a-z][a-z0-9_-]*)\}")
_ALONE = re.compile(r"</?hm-(?!quote)")
_ELEMENT = re.compile(r"""<(hm-[a-z-]+)(?:"[^"]*"|[^">])*>""")  # goal="det>0" does not end it
_EXERCISE = re.compile(r'<hm-exercise name="([a-z0-9-]+)"></hm-exercise>')


@lru_cache(maxsize=256)
def render_markdown(text: str) -> str:
    """Markdown as HTML that is safe to put into a page, whoever wrote it."""
    return sanitise(_ELEMENT.sub(_known, html_of(text)))


def html_of(text: str) -> str:
    """Markdown as HTML, with all that its writer put there: for reading, not for a page."""
    return str(_markdown.render(text))


def _known(element: re.Match[str]) -> str:
    """The element; a word in its place where there is none of this name, since it would only be missing.

    >>> _ELEMENT.sub(_known, '<hm-vectr a="1 2" goal="length>1">')
    '<p class="notice">There is no picture <code>hm-vectr</code>. Did you mean <code>hm-vector</code>?</p>'
    """
    if element[1] in ELEMENTS:
        return element[0]
    close = get_close_matches(element[1], PICTURES, n=1)
    meant = f" Did you mean <code>{close[0]}</code>?" if close else ""
    return f'<p class="notice">There is no picture <code>{element[1]}</code>.{meant}</p>'


def expand_exercises(html: str, exercise: Callable[[str], str]) -> str:
    """Puts `exercise(name)` where `<hm-exercise name="…">` stands; `html` is an answer of `render_markdown`."""
    return _EXERCISE.sub(lambda place: exercise(place[1]), html)


def _highlighted(code: str, language: str, _attributes: str) -> str:
    if language == "output":
        return f'<pre class="output"><samp>{escape(code)}</samp></pre>'
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        lexer = get_lexer_by_name("text")
    marked = highlight(code, lexer, _formatter)
    return f'<pre class="code"><code class="language-{escape(language or "text")}">{marked}</code></pre>'


def _program(self: RendererHTML, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:
    """A fence `python run` can be run where it stands."""
    block = self.fence(tokens, i, options, env)
    return f"<hm-code>{block}</hm-code>\n" if tokens[i].info.split()[1:] == ["run"] else block


def _callouts(state: StateCore) -> None:
    """`> [!remember] …` becomes an aside with its title."""
    tokens: list[Token] = []
    for i, token in enumerate(state.tokens):
        tokens.append(token)
        words = state.tokens[i + 2 : i + 3] if token.type == "blockquote_open" else []
        kind = _CALLOUT.match(words[0].content) if words else None
        if kind:
            words[0].content = words[0].content[kind.end() :]
            token.tag = _closing(state.tokens, i).tag = "aside"
            token.attrSet("class", f"callout callout-{kind[1]}")
            title = f'<p class="callout-title">{CALLOUTS[kind[1]]}</p>\n'
            tokens.append(Token("html_block", "", 0, content=title))
    state.tokens = tokens


def _closing(tokens: Sequence[Token], opening: int) -> Token:
    level = tokens[opening].level
    return next(token for token in tokens[opening:] if token.type == "blockquote_close" and token.level == level)


def _pictures_alone(state: StateCore) -> None:
    """A picture or an exercise on lines of its own does not go into a paragraph, which could not hold it."""
    for before, inline, after in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        children = [child for child in inline.children or [] if child.type != "softbreak"]
        alone = children and all(child.type == "html_inline" and _ALONE.match(child.content) for child in children)
        if before.type == "paragraph_open" and alone:
            before.hidden = after.hidden = True


def _aligned_by_class(state: StateCore) -> None:
    """A table's columns are aligned by a class, for styles may not stand in a page."""
    for token in state.tokens:
        style = token.attrs.pop("style", None) if token.type in ("th_open", "td_open") else None
        if style:
            token.attrSet("class", str(style).replace("text-align:", "align-"))


def _quote(state: StateInline, silent: bool) -> bool:
    """`{cloud.share}` stands for the number that the picture with the id `cloud` shows now."""
    found = _QUOTE.match(state.src, state.pos)
    if found and not silent:
        state.push("html_inline", "", 0).content = f'<hm-quote of="{found[1]}">…</hm-quote>'
    if found:
        state.pos = found.end()
    return found is not None


def _revealed(_self: RendererProtocol, tokens: Sequence[Token], i: int, _options: Any, _env: Any) -> str:
    if tokens[i].nesting == -1:
        return "</details>\n"
    title = tokens[i].info.strip().removeprefix("reveal").strip() or "Show"
    return f"<details><summary>{_markdown.renderInline(title)}</summary>\n"


def _formula(_self: RendererProtocol, tokens: Sequence[Token], i: int, _options: Any, _env: Any) -> str:
    formula = mathml(tokens[i].content.strip(), block=tokens[i].type != "math_inline")
    return f'<div class="math-block">{formula}</div>\n' if tokens[i].type == "math_block" else formula


_formatter: HtmlFormatter[str] = HtmlFormatter(nowrap=True)
_markdown = (
    MarkdownIt("commonmark", {"highlight": _highlighted})
    .enable(["table", "strikethrough"])
    .use(dollarmath_plugin, double_inline=True, allow_labels=False, allow_space=False, allow_digits=False)
    .use(container_plugin, "reveal", render=_revealed)
    .use(anchors_plugin, min_level=2, max_level=3)
)
for _kind in ("math_inline", "math_inline_double", "math_block"):
    _markdown.add_render_rule(_kind, _formula)
_markdown.add_render_rule("fence", _program)
_markdown.core.ruler.after("block", "callouts", _callouts)
_markdown.core.ruler.push("pictures_alone", _pictures_alone)
_markdown.core.ruler.push("aligned_by_class", _aligned_by_class)
_markdown.inline.ruler.before("text", "quote", _quote)
