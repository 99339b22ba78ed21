"""Texts in passages that one can read at a glance, each with the place where it stands."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hiddenmath.apply._corpus import WORD
from hiddenmath.data import Texts

LONG = 1000  # characters, beyond which a passage is cut between sentences
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_SENTENCE = re.compile(r"(?<=[.!?。！？])\s*(?=\S)")


class Passage(NamedTuple):
    document: str
    line: int
    text: str


def passages(texts: Texts) -> list[Passage]:
    """The paragraphs of each document, or its lines where no blank line parts it; long ones cut between sentences."""
    found = []
    for name, document in zip(texts.names, texts.documents, strict=True):
        document = document.replace("\r\n", "\n")
        parts = list(_apart(document, _BLANK))
        if len(parts) < 2:
            parts = list(_apart(document, re.compile("\n")))
        line, counted = 1, 0
        for start, part in parts:
            for further, piece in _short(part):
                at = start + further + len(piece) - len(piece.lstrip())
                line += document.count("\n", counted, at)
                counted = at
                if WORD.search(piece):
                    found.append(Passage(name, line, " ".join(piece.split())))
    return found


def _apart(text: str, separator: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """The parts between separators, with the place where each begins."""
    start = 0
    for match in separator.finditer(text):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]


def _short(part: str) -> Iterator[tuple[int, str]]:
    """The part, or as many sentences of it at a time as are not too long."""
    start = stop = 0
    for at, sentence in _apart(part, _SENTENCE) if len(part) > LONG else ():
        if at + len(sentence) - start > LONG and at > start:
            yield start, part[start:at]
            start = at
        stop = at + len(sentence)
    yield start, part[start : stop or len(part)]
