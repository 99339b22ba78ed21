"""Text from a stranger, made fit for one line of a terminal, a page or a table."""

import unicodedata

LONGEST = 120


def plain(text: str) -> str:
    """One line without control characters, which could write over the screen or hide what stands there.

    >>> plain("Ada\\x1b[2J Lovelace\\n, \\u202eeda")
    'Ada[2J Lovelace , eda'
    """
    kept = "".join(" " if char.isspace() else char for char in text if char.isspace() or _seen(char))
    return " ".join(kept.split())[:LONGEST]


def _seen(char: str) -> bool:
    return not unicodedata.category(char).startswith("C")
