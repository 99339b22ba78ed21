"""Any file as a matrix: a table, an image, a text, an array, a network. What it is, its content says."""

import io
import os
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data import _archive
from hiddenmath.data import _factors as factors
from hiddenmath.data._catalog import names as data_sets
from hiddenmath.data._catalog import open as open_table
from hiddenmath.data._decode import plain
from hiddenmath.data._edges import MARKET, is_edge_list
from hiddenmath.data._errors import InputError
from hiddenmath.data._image import Image, images, open_image, read_image
from hiddenmath.data._matrix import (
    Matrix,
    Reading,
    of_array,
    of_edges,
    of_image,
    of_market,
    of_network,
    of_table,
    of_text,
)
from hiddenmath.data._network import Network
from hiddenmath.data._npy import NPY, ZIP
from hiddenmath.data._read import read_file, read_table
from hiddenmath.data._read_network import networks, open_network
from hiddenmath.data._shipped import shipped, shipped_content
from hiddenmath.data._table import Table

TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".parquet", ".pq")  # what is called so is meant to be a table
# RIFF is the beginning of WebP; the last are the portable formats, PBM, PGM and PPM.
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"P4\n", b"P5\n", b"P6\n")
TEXTS = (".txt", ".md", ".rst")
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")  # of UTF-16 and UTF-32, whose texts are full of zero bytes


@dataclass(frozen=True, eq=False)
class Anything:
    """A file of any kind, or what comes along; `matrix(reading)` reads it.

    >>> open_any("iris").matrix().array.shape, open_any("china").matrix().shape
    ((150, 4), (427, 640, 3))
    """

    name: str
    held: bytes | Table | Image | Network = field(repr=False)
    file: str = ""  # what its content is called, where that differs

    def matrix(self, reading: Reading | None = None) -> Matrix:
        """Read as what its content says, or as what is asked for. Raises InputError where it cannot be."""
        if isinstance(self.held, Table | Image | Network):
            return self._known(self.held, reading)
        name = self.file or self.name
        if not self.held.strip():
            raise InputError(f"{name} is empty.", "Save it again.")
        return _as(reading, self.held, name) if reading else _guessed(self.held, name)

    def text(self) -> tuple[str, tuple[str, ...]]:
        """What stands in it, as text, with notes. Raises InputError where it is none."""
        if not isinstance(self.held, bytes):
            raise InputError(f"{self.name} is no text.", "Give a file of your own.")
        return plain(self.held, self.file or self.name)

    def _known(self, held: Table | Image | Network, reading: Reading | None) -> Matrix:
        kind = {Table: "table", Image: "image", Network: "edges"}[type(held)]
        if reading not in (None, kind):
            raise InputError(
                f"{self.name} comes along as {kind}; it cannot be read as {reading}.", "Give a file of your own."
            )
        if isinstance(held, Network):
            return of_network(held)
        return of_table(held) if isinstance(held, Table) else of_image(held)


def open_any(name: str) -> Anything:
    """What comes along under this name: a data set, a photo, a text or a network."""
    if name in images():
        return Anything(name, open_image(name))
    if name in networks():
        return Anything(name, open_network(name))
    if name in shipped():
        return Anything(name, *shipped_content(name))
    return Anything(name, open_table(name))


def read_any(source: str | os.PathLike[str] | bytes | NDArray[Any], name: str | None = None) -> Anything:
    """A file of any kind: a path, or its bytes with a `name`; or an array of NumPy.

    >>> read_any(b"a,b\\n1,2\\n3,4\\n", name="my.csv").matrix().array.tolist()
    [[1.0, 2.0], [3.0, 4.0]]
    >>> read_any(b"from,to\\na,b\\nb,c\\n", name="net.csv").matrix().columns
    ('a', 'b', 'c')
    """
    if isinstance(source, np.ndarray):
        out = io.BytesIO()
        np.save(out, source)
        return Anything(name or "the array", out.getvalue())
    content, name = read_file(source, name)
    return Anything(name, content)


def any_names() -> tuple[str, ...]:
    """The names that `open_any` knows."""
    return (*data_sets(), *images(), *shipped())


def _guessed(content: bytes, name: str) -> Matrix:
    """Read as what it says itself; where it is a text, as a table if it reads as one."""
    if content.startswith(PICTURES) or (content.startswith(ZIP) and _archive.holds(content, f"{factors.KEY}.npy")):
        return of_image(read_image(content, name))
    if content.startswith(NPY) or (content.startswith(ZIP) and not _archive.holds(content, "xl/workbook.xml")):
        return of_array(content, name)
    if content.startswith((b"PAR1", ZIP)):
        return of_table(read_table(content, name))
    if content.startswith(MARKET):
        return of_market(content, name)
    is_table = name.lower().endswith(TABLES)  # then it is said what is wrong with it
    if b"\0" in content and not content.startswith(WIDE_MARKS) and not is_table:
        return _image_at_most(content, name)
    try:
        table = read_table(content, name)
    except InputError as problem:
        if is_table:
            raise
        read = of_text(content, name)
        known = name.lower().endswith(TEXTS)
        return read if known else replace(read, notes=(*read.notes, f"It is no table: {problem.message}"))
    if is_edge_list(table):
        return of_edges(table)
    return of_table(table) if table.columns or is_table else of_text(content, name)


def _image_at_most(content: bytes, name: str) -> Matrix:
    """Of what is no text, as an image of one of the rarer formats."""
    try:
        return of_image(read_image(content, name))
    except InputError:
        raise InputError(
            f"{name} is neither a text nor a file of numbers that is known here.",
            "It may be damaged, or UTF-16 without its mark. Known are tables, images, texts, arrays and networks.",
        ) from None


def _as(reading: Reading, content: bytes, name: str) -> Matrix:
    match reading:
        case "table":
            return of_table(read_table(content, name))
        case "image":
            return of_image(read_image(content, name))
        case "text":
            return of_text(content, name)
        case "array":
            return of_array(content, name)
        case "edges":
            return of_market(content, name) if content.startswith(MARKET) else of_edges(read_table(content, name))
