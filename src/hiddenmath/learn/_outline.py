"""A lesson as plain Markdown, code and exercises in order: what a terminal and a notebook can show of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from hiddenmath.learn._course import Lesson

PICTURE = "*Here is a picture to move. Open this lesson in the browser for it: `hiddenmath`.*"
CALLOUTS = {"remember": "To remember", "mistake": "The mistake everyone makes", "apply": "Use it", "note": "Note"}

_PARTS = re.compile(
    r"^```python run\n(?P<code>.*?)^```\n(?:\s*^```output\n(?P<output>.*?)^```\n)?"
    r'|<hm-exercise\s+name="(?P<name>[^"]*)"></hm-exercise>',
    re.DOTALL | re.MULTILINE,
)
_MATRIX = re.compile(r'<hm-matrix\b[^>]*?\bvalues="([^"]*)"[^>]*></hm-matrix>')
_ELEMENT = re.compile(r'<(hm-[a-z-]+)(?:[^>"]|"[^"]*")*></\1>')
_QUOTE = re.compile(r"\{[a-z][a-z0-9-]*\.[a-z][a-z0-9_-]*\}")
_CALLOUT = re.compile(rf"^> \[!({'|'.join(CALLOUTS)})\] ", re.MULTILINE)
_REVEAL = re.compile(r"^::: reveal ?(.*?)\n(.*?)^:::$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """`text` is Markdown, source code (`output` is what it prints), or the id of an exercise."""

    kind: Literal["text", "code", "exercise"]
    text: str
    output: str = ""


def outline(lesson: Lesson) -> Iterator[Part]:
    end = 0
    for found in _PARTS.finditer(lesson.body):
        yield from _text(lesson.body[end : found.start()])
        if found["name"] is not None:
            yield Part("exercise", f"{lesson.slug}/{found['name']}")
        else:
            yield Part("code", found["code"].rstrip("\n"), found["output"] or "")
        end = found.end()
    yield from _text(lesson.body[end:])


def _text(body: str) -> Iterator[Part]:
    if body.strip():
        yield Part("text", plain_markdown(body).strip())


def plain_markdown(body: str) -> str:
    """A lesson's text without what only its page can show.

    >>> plain_markdown("It stands at {cloud.angle}°.")
    'It stands at …°.'
    >>> plain_markdown('<hm-matrix values="1 22; 3 4" label="small"></hm-matrix>')
    '```\\n 1 22\\n 3  4\\n```'
    >>> plain_markdown("> [!remember] A photo is a matrix.")
    '> **To remember.** A photo is a matrix.'
    """
    body = _MATRIX.sub(lambda found: _grid(found[1]), body)
    body = _ELEMENT.sub(PICTURE, body)
    body = _REVEAL.sub(lambda found: f"**{found[1] or 'More'}** {found[2].strip()}", body)
    body = _CALLOUT.sub(lambda found: f"> **{CALLOUTS[found[1]]}.** ", body)
    return _QUOTE.sub("…", body)


def _grid(values: str) -> str:
    rows = [row.split() for row in values.split(";")]
    wide = max(len(cell) for row in rows for cell in row)
    lines = [" ".join(cell.rjust(wide) for cell in row) for row in rows]
    return "```\n" + "\n".join(lines) + "\n```"
