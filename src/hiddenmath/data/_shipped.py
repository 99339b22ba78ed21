"""A text and networks that come along."""

import lzma
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from hiddenmath.data._errors import InputError


class Shipped(NamedTuple):
    """A file that comes along: what it is, where it comes from, and under which terms."""

    file: str
    what: str
    source: str
    licence: str
    network: bool = False


_SHIPPED = {
    "gettysburg": Shipped(
        "gettysburg.txt",
        "a speech of ten sentences",
        "Abraham Lincoln, the Gettysburg Address, 19 November 1863, as in the copy for Colonel Bliss.",
        "public domain",
    ),
    "shakespeare": Shipped(
        "shakespeare.txt.xz",
        "six tragedies",
        "William Shakespeare: Hamlet, Julius Caesar, King Lear, Macbeth, Othello, Romeo and Juliet; texts of Project "
        "Gutenberg, as in the package shakespeare 0.6.",
        "public domain",
    ),
    "opinions": Shipped(
        "opinions.txt",
        "ten short opinions, glad and less glad",
        "Written for hiddenmath.",
        "CC0",
    ),
    "karate": Shipped(
        "karate.csv",
        "34 members of a club, and 78 friendships among them, each in both directions",
        "W. W. Zachary, 'An Information Flow Model for Conflict and Fission in Small Groups', Journal of "
        "Anthropological Research, 1977.",
        "the author states none; the list is facts",
        network=True,
    ),
    "debian": Shipped(
        "debian.npz",
        "63,666 packages of Debian, and 264,762 times one that needs another",
        "Debian 12.11 (bookworm, amd64, main), 25 November 2026: the names of the packages and their Pre-Depends and "
        "Depends, of alternatives the first.",
        "the names and relations are facts; Debian states no licence for its indices",
        network=True,
    ),
}


def shipped() -> dict[str, Shipped]:
    """The texts and networks that come along, by name."""
    return dict(_SHIPPED)


@cache  # programs of lessons run where no file can be read any more
def shipped_content(name: str) -> tuple[bytes, str]:
    """The bytes of the file of this name, and what it is called."""
    if name not in _SHIPPED:
        raise InputError(f"There is no file named {name!r}.", f"There are: {', '.join(_SHIPPED)}.")
    file = _SHIPPED[name].file
    content = (files("hiddenmath.data") / "files" / file).read_bytes()
    return (lzma.decompress(content), file.removesuffix(".xz")) if file.endswith(".xz") else (content, file)
