"""Text from a stranger, made fit for a terminal, a page or a table."""

import unicodedata

LONGEST = 120


def plain(text: str) -> str:
    """One line without control characters, which could write over the screen or hide what stands there.

    >>> plain("Ada\\x1b[2J Lovelace\\n, \\u202eeda")
    'Ada[2J Lovelace , eda'
    """
    kept = "".join(" " if char.isspace() else char for char in text if char.isspace() or _seen(char))
    return " ".join(kept.split())[:LONGEST]


def visible(text: str) -> str:
    """The text with control characters written out, as Python writes them in a string; lines stay lines.

    >>> visible("Ada\\x1b[2J\\n\\u202eeda")
    'Ada\\\\x1b[2J\\n\\\\u202eeda'
    """
    return "".join(char if char in "\n\t" or _seen(char) else ascii(char)[1:-1] for char in text)


def _seen(char: str) -> bool:
    return not unicodedata.category(char).startswith("C")
