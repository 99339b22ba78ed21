"""Texts: one, or a folder or archive of them."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from hiddenmath._counted import counted
from hiddenmath.data import _archive
from hiddenmath.data._decode import plain
from hiddenmath.data._errors import InputError
from hiddenmath.data._npy import ZIP
from hiddenmath.data._read import read_file
from hiddenmath.data._shipped import shipped, shipped_content
from hiddenmath.linalg._telling import tell

MOST_FILES, MOST_BYTES = 100_000, 2_000_000_000  # of a folder
# What is no text although it may hold no zero byte; the others are known by theirs.
_NO_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", ZIP)
_OFFICE = {"[Content_Types].xml", "mimetype"}  # in a .docx or .xlsx; in an .odt or .epub
_TEXTS = ("gettysburg", "shakespeare", "opinions")


@dataclass(frozen=True, eq=False)
class Texts:
    """`documents`, what each is called in `names`, and what was noticed on reading them.

    >>> Texts(("One fish.", "Two fish."), ("a.txt", "b.txt"), "fish")
    Texts 'fish': 2 documents, 18 characters
    """

    documents: tuple[str, ...] = field(repr=False)
    names: tuple[str, ...]
    name: str = "texts"
    source: str = ""
    licence: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.documents) != len(self.names):
            raise InputError(
                f"{self.name} has {len(self.names)} names for {len(self.documents)} documents.", "Give one for each."
            )
        if not any(character.isalpha() for document in self.documents for character in document):
            raise InputError(f"{self.name} holds no word.", "Give a text with letters in it.")

    def __repr__(self) -> str:
        long = sum(map(len, self.documents))
        many = counted(len(self.documents), "document")
        return f"Texts {self.name!r}: {many}, {long:,} characters"


def texts() -> tuple[str, ...]:
    """The names of the texts that come along."""
    return _TEXTS


def open_texts(name: str) -> Texts:
    """The text of this name."""
    if name not in _TEXTS:
        raise InputError(f"There is no text named {name!r}.", f"There are: {', '.join(_TEXTS)}.")
    content, file = shipped_content(name)
    about = shipped()[name]
    return Texts((content.decode(),), (file,), name, about.source, about.licence)


def read_texts(source: str | os.PathLike[str] | bytes, name: str | None = None) -> Texts:
    """Reads a text file, or all texts of a folder or a .zip, with the folders in it.

    Files that are empty or no texts are left out, and hidden ones; how many is told. Raises InputError where nothing is
    left, or for a single file that is no text.

    >>> read_texts(b"One fish, two fish.", name="fish.txt").documents
    ('One fish, two fish.',)
    """
    if not isinstance(source, bytes) and Path(source).is_dir():
        return _of_folder(Path(source))
    content, name = read_file(source, name or ("the text" if isinstance(source, bytes) else None))
    if content.startswith(ZIP):
        return _of_archive(content, name)
    if not content.strip():
        raise InputError(f"{name} is empty.", "Give a text with words in it.")
    if content.startswith(_NO_TEXT):
        raise InputError(f"{name} is no text.", "Save it as a plain text, in UTF-8.")
    text, notes = plain(content, name)
    return Texts((text,), (name,), name, name, notes=notes)


def _of_folder(folder: Path) -> Texts:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    size = sum(path.stat().st_size for path in paths)
    if len(paths) > MOST_FILES or size > MOST_BYTES:
        raise InputError(
            f"{folder} holds {len(paths):,} files with {size:,} bytes.",
            f"At most {MOST_FILES:,} files and {MOST_BYTES:,} bytes are read: name a folder in it.",
        )
    return _collected(folder.resolve().name, [(path.relative_to(folder).as_posix(), path.read_bytes) for path in paths])


def _of_archive(content: bytes, name: str) -> Texts:
    archive = _archive.opened(content, name)
    members = [member.filename for member in archive.infolist() if not member.is_dir()]
    if not _OFFICE.isdisjoint(members):
        raise InputError(
            f"{name} is an office document or an e-book, and no archive of texts.",
            "Save what it says as a plain text (.txt), in UTF-8.",
        )

    def reader(member: str) -> Callable[[], bytes]:
        return lambda: _archive.read(archive, member, name)

    return _collected(name, [(member, reader(member)) for member in members])


def _collected(name: str, files: list[tuple[str, Callable[[], bytes]]]) -> Texts:
    """The texts among the files, and notes on those that are left out."""
    documents, names, empty, other, guessed = [], [], [], [], []
    for i, (path, read) in enumerate(files):
        tell(f"Reading {name}", i, len(files))
        if any(re.match(r"\.|__MACOSX", part) for part in PurePosixPath(path).parts):
            continue
        content = read()
        if not content.strip():
            empty.append(path)
            continue
        try:
            text, notes = ("", ()) if content.startswith(_NO_TEXT) else plain(content, path)
        except InputError:
            text, notes = "", ()  # a zero byte
        if not text.strip():
            other.append(path)
            continue
        documents.append(text)
        names.append(path)
        guessed += [path] if notes else []
    if not documents:
        raise InputError(
            f"{name} holds no text: {len(empty)} empty files and {len(other)} of other kinds.",
            "Give plain texts: .txt, .md, or anything else that an editor shows.",
        )
    notes = (*_left_out(empty, "empty"), *_left_out(other, "no text"))
    if guessed:
        notes += (f"Not in UTF-8, so read as Windows-1252 or as a mark says: {_some(guessed)}.",)
    return Texts(tuple(documents), tuple(names), name, name, notes=notes)


def _left_out(paths: list[str], why: str) -> tuple[str, ...]:
    return (f"Left out, since {why}: {_some(paths)}.",) if paths else ()


def _some(paths: list[str], most: int = 4) -> str:
    return ", ".join(paths[:most]) + (f" and {len(paths) - most:,} more" if len(paths) > most else "")
