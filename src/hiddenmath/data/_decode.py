"""From bytes to text: which encoding a file is in, and a clear word where it is no text table at all."""

import codecs
import re

from hiddenmath.data._errors import InputError

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark is its beginning
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_NOT_TEXT = {
    b"\xd0\xcf\x11\xe0": (
        "an old Excel workbook, or one that is locked by a password",
        "Save it as XLSX without a password (in Excel: File, Save as).",
    ),
    b"\x1f\x8b": ("compressed with gzip", "Unpack it first: gunzip."),
    b"%PDF": ("a PDF document", "Save the table in it as CSV."),
    b"\x89PNG": ("a picture", "A table of numbers is needed: CSV or TSV."),
    b"\xff\xd8\xff": ("a picture", "A table of numbers is needed: CSV or TSV."),
}
_OTHER_TEXT = {
    re.compile(r"\s*(\{\s*[\"}]|\[\s*[\[{])"): ("JSON", "Save it as CSV: pandas.read_json(path).to_csv('table.csv')."),
    re.compile(r"\s*<(!doctype|html|head|body|table|\?xml)", re.IGNORECASE): (
        "a web page",
        "Save the table in it as CSV.",
    ),
}


def decode(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and notes: UTF-8, what its byte order mark says, else Windows-1252 (Latin-1), which is told.

    >>> decode("Größe".encode("latin-1"), "a.csv")
    ('Größe', ("The file is not UTF-8; it was read as Windows-1252 (Latin-1), for example line 1: 'Größe'.",))
    """
    for start, (what, remedy) in _NOT_TEXT.items():
        if content.startswith(start):
            raise InputError(f"{name} is {what}, not a text table.", remedy)
    text, notes = plain(content, name)
    for beginning, (what, remedy) in _OTHER_TEXT.items():
        if beginning.match(text):
            raise InputError(f"{name} is {what}, not a table.", remedy)
    return text, notes


def plain(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """`decode`, of any text."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _marked(content, encoding, name)
    if b"\0" in content:
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise InputError(
            f"{name}, line {line}: a zero byte, which no text holds.",
            "It may be UTF-16 without its mark, or no text at all. Save it in UTF-8.",
        )
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as problem:
        text = content.decode("cp1252", errors="replace")
        if "\ufffd" in text:
            text = content.decode("latin-1")
        line = content[: problem.start].count(b"\n")
        example = text.split("\n")[line].rstrip("\r")
        shown = example if len(example) <= 40 else example[:40] + "…"
        note = f"The file is not UTF-8; it was read as Windows-1252 (Latin-1), for example line {line + 1}: {shown!r}."
        return text, (note,)


def _marked(content: bytes, encoding: str, name: str) -> tuple[str, tuple[str, ...]]:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise InputError(
            f"{name} begins with the mark of {encoding.upper()}, but byte {problem.start} does not fit it.",
            "The file may be cut off or mixed from two files. Save it again in UTF-8.",
        ) from None
    plain = encoding == "utf-8-sig"
    return text, () if plain else (f"The file was read as {encoding.upper()}, as its mark says.",)
