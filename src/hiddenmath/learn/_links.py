"""The links of a text: to lessons, tools, pages, data of ours, and within the text; all must lead somewhere."""

import re
from collections.abc import Iterator

from mdit_py_plugins.anchors.index import slugify

from hiddenmath import data
from hiddenmath.apply import tools
from hiddenmath.learn._course import Course

_LINK = re.compile(r"\]\(([^)\s]+)\)|\b(?:src|dataset)=\"([^\"]+)\"")
_HEADING = re.compile(r"^#{2,3} (.+)$", re.MULTILINE)
_ID = re.compile(r'\bid="([^"]+)"')
_ELSEWHERE = re.compile(r"(?:https://|mailto:)[^/\s]+")  # not asked: the check works without a network


def broken_links(markdown: str, course: Course) -> Iterator[str]:
    """The targets in `markdown` that lead nowhere."""
    here = {slugify(heading) for heading in _HEADING.findall(markdown)} | set(_ID.findall(markdown))
    known = _pages(course)
    for target, source in _LINK.findall(markdown):
        page, _, place = (target or source).partition("#")
        if target and not page:
            sound = place in here
        else:
            sound = bool(_ELSEWHERE.match(page)) or page.partition("?")[0] in known
        if not sound:
            yield target or source


def _pages(course: Course) -> set[str]:
    return {
        *("/", "/learn", "/learn/concepts", "/practice", "/glossary", "/apply", "/xray", "/exercises", "/guides"),
        *(f"/learn/{lesson.slug}" for lesson in course.lessons),
        *(f"/exercises/{id}" for id in course.every_id),
        *(f"/apply/{name}" for name in tools()),
        *(f"/data/photos/{name}.png" for name in data.photos()),
        *data.names(),
    }
