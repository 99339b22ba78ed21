"""Full-text search over everything there is to read: SQLite's FTS5, in memory, built when it is first asked."""

import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import NamedTuple
from urllib.parse import quote

from hiddenmath.apply import tools
from hiddenmath.learn import Course, Lesson, glossary, outline
from hiddenmath.web._guides import guides
from hiddenmath.web._rule_texts import rule_pages

BEGIN, END = "\x02", "\x03"  # around what was found; they stand in no text
MOST = 60
PLACES = {
    "/learn": "The course",
    "/practice": "Practice",
    "/apply": "Apply: the tools",
    "/xray": "X-ray your code",
    "/xray/rules": "What X-ray looks for",
    "/glossary": "Glossary",
    "/guides": "Guides",
    "/progress": "Your progress",
    "/settings": "Settings",
    "/exercises": "Exercises",
}
SETTINGS = "Theme, text size, motion; where your data is kept, how to export or delete it; what works on this machine."
_TAG, _LINK = re.compile(r"<[^>]*>"), re.compile(r"\[([^\]]*)\]\([^)]*\)")
_COMMAND = re.compile(r"\\[a-zA-Z]+")
_SIGNS = re.compile(r"^#+ |```\w*(?: run)?|:::(?: reveal)?|>>> |\[![a-z]+\]|[`${}\\]|\*\*", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
# What has just this name comes first. A word of a title counts ten times one of the text, another name nearly as much.
# bm25 is below 0, and smaller for what is short: a lesson is long, and its exercises are found in it.
_QUERY = f"""
    SELECT kind, title, address, highlight(pages, 1, '{BEGIN}', '{END}'),
    snippet(pages, 4, '{BEGIN}', '{END}', ' … ', 28)
    FROM pages WHERE pages MATCH ? ORDER BY lower(title) = ? DESC,
    bm25(pages, 0, 10, 0, 8, 1)
        * CASE kind WHEN 'Lesson' THEN 1.5 WHEN 'Exercise' THEN 0.5 WHEN 'Drill' THEN 0.5 ELSE 1 END
    LIMIT {MOST}
"""


class Page(NamedTuple):
    """One thing that can be found. `also`: other names for it."""

    kind: str
    title: str
    address: str
    also: str
    text: str


class Found(NamedTuple):
    """`marked` and `snippet`: title and a part of the text in pieces; every second piece is what was found."""

    kind: str
    title: str
    address: str
    marked: list[str]
    snippet: list[str]


class Index:
    """May be used from many threads."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._lock = threading.Lock()
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute(
            "CREATE VIRTUAL TABLE pages USING fts5(kind UNINDEXED, title, address UNINDEXED, also, text, "
            "tokenize='porter unicode61 remove_diacritics 2', prefix='2 3')"
        )
        listed = list(pages)
        self._database.executemany("INSERT INTO pages VALUES (?, ?, ?, ?, ?)", listed)
        self._addresses = {page.address: page.title for page in listed} | PLACES
        self._words = sorted({word.lower() for page in listed for word in _WORD.findall(f"{page.title} {page.also}")})

    def search(self, query: str) -> list[Found]:
        """What holds all the words, the last of them perhaps unfinished; the best first."""
        words = _WORD.findall(query)[:12]
        if not words:
            return []
        match = " ".join(f'"{word}"' for word in words) + "*"
        with self._lock:
            rows = self._database.execute(_QUERY, [match, " ".join(words).lower()]).fetchall()
        return [
            Found(kind, title, address, _pieces(marked), _pieces(part)) for kind, title, address, marked, part in rows
        ]

    def near(self, query: str) -> str | None:
        """A query that was perhaps meant; None where none is near."""
        words = [word.lower() for word in _WORD.findall(query)[:12]]
        meant = [next(iter(get_close_matches(word, self._words, 1, 0.7)), word) for word in words]
        return " ".join(meant) if meant != words else None

    def instead_of(self, path: str) -> dict[str, str]:
        """Addresses near one at which there is nothing, with their titles."""
        close = get_close_matches(path, self._addresses, 3, 0.75)
        words = _WORD.findall(path.rpartition("/")[2])
        found = self.search(" ".join(words))[:3] or self.search(self.near(" ".join(words)) or "")[:3]
        return {address: self._addresses[address] for address in [*close, *(each.address for each in found)]}


def _pieces(text: str) -> list[str]:
    """
    >>> _pieces("a \\x02good\\x03 word")
    ['a ', 'good', ' word']
    """
    return re.split(f"[{BEGIN}{END}]", text)


def address_of(course: Course, exercise_id: str) -> str:
    """Where an exercise is done."""
    place, _, name = exercise_id.partition("/")
    return f"/learn/{place}#exercise-{name}" if exercise_id in course.placed else f"/exercises/{exercise_id}"


def everything(course: Course) -> Iterator[Page]:
    """All pages, and what has a place on them."""
    for lesson in course.lessons:
        yield Page("Lesson", lesson.title, f"/learn/{lesson.slug}", lesson.slug, _plain(_text(lesson)))
    for id in course.every_id:
        exercise = course.exercise(id)
        kind = "Drill" if id in course.drill_ids else "Exercise"
        yield Page(kind, exercise.title, address_of(course, id), " ".join(exercise.concepts), _plain(exercise.task))
    for tool in tools().values():
        options = " ".join(f"{option.name}: {option.help}" for option in tool.options)
        yield Page("Tool", tool.title, f"/apply/{tool.name}", tool.name, _plain(f"{tool.doc}\n\n{options}"))
    for name, (title, text) in rule_pages().items():
        yield Page("X-ray rule", title, f"/xray/rules/{name}", name.replace("-", " "), _plain(text))
    for name, guide in guides().items():
        yield Page("Guide", guide.title, f"/guides/{name}", name, _plain(guide.text))
    for term in glossary().values():
        yield Page(
            "Glossary", term.name, f"/glossary#{term.slug}", " ".join(term.also), _plain(f"{term.words} {term.code}")
        )
    for name, words in course.concepts.items():
        yield Page("Concept", name, f"/learn/concepts?of={quote(name)}", "", words)
    yield Page("Page", "Settings", "/settings", "theme dark light text size motion export delete version", SETTINGS)
    yield Page("Page", "Your progress", "/progress", "certificate import export", "What you have passed and mastered.")


def _text(lesson: Lesson) -> str:
    parts = [part.text for part in outline(lesson) if part.kind != "exercise"]
    return "\n\n".join([lesson.question, lesson.summary, *parts])


def _plain(markdown: str) -> str:
    """A text without the signs of Markdown and TeX, to be found and shown in a line.

    >>> _plain("## The **dot** product\\n`a @ b` is $a \\\\cdot b$, see [here](/x)")
    'The dot product a @ b is a · b, see here'
    """
    text = _LINK.sub(r"\1", _TAG.sub(" ", markdown)).replace(r"\cdot", "·").replace(r"\times", "×")
    return " ".join(_SIGNS.sub("", _COMMAND.sub(" ", text)).replace("*", "").split())
