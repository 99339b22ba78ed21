"""The glossary: what the words of the course mean, from `glossary.toml` beside the lessons."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import hiddenmath


@dataclass(frozen=True)
class Term:
    """One word. `words` and `formula` are Markdown, `code` is a doctest in which `np` is NumPy, `picture` an element.

    `concept` names a concept of the course; `lessons` and `tools` go by slug and name, `rules` by the names of X-ray's
    rules, `see` by the names of other terms.
    """

    name: str
    words: str
    formula: str
    code: str
    also: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    concept: str = ""
    picture: str = ""

    @property
    def slug(self) -> str:
        """Its place on the page.

        >>> Term("low-rank approximation", "", "", "").slug
        'low-rank-approximation'
        """
        return slug(self.name)


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower())


@cache
def glossary() -> dict[str, Term]:
    """All terms by name, in the order in which they are met."""
    path = Path(hiddenmath.__file__).parent / "lessons" / "glossary.toml"
    rows = tomllib.loads(path.read_text("utf-8"))["term"]
    listed: list[dict[str, Any]] = [
        {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()} for row in rows
    ]
    return {row["name"]: Term(**row) for row in listed}
