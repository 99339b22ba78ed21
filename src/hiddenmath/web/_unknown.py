"""What is misspelt in the pictures of a lesson: on its page it would only be missing."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from html.parser import HTMLParser

from hiddenmath.web._markdown import html_of
from hiddenmath.web._sanitise import ELEMENTS


def unknown_pictures(markdown: str) -> Iterator[str]:
    """In words, each picture that there is not, and each attribute that its picture does not have.

    >>> list(unknown_pictures('<hm-plane matrx="1 1; 0 1"></hm-plane>\\n\\n<hm-vectr></hm-vectr>'))
    ["the picture <hm-plane> has no attribute 'matrx'. Did you mean 'matrix'?",
     "there is no picture <hm-vectr>. Did you mean 'hm-vector'?"]
    """
    reader = _Elements()
    reader.feed(html_of(markdown))
    for element, attributes in reader.found:
        if element not in ELEMENTS:
            yield f"there is no picture <{element}>.{_meant(element, ELEMENTS)}"
            continue
        for name in attributes:
            if name not in ELEMENTS[element]:
                yield f"the picture <{element}> has no attribute {name!r}.{_meant(name, ELEMENTS[element])}"


class _Elements(HTMLParser):
    """Our own elements in a page, with the names of their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag.startswith("hm-"):
            self.found.append((tag, [name for name, _ in attrs]))


def _meant(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return f" Did you mean {close[0]!r}?" if close else ""
