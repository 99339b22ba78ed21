"""What a tool can be given: for each kind, the data that come along, and how a person's own file is read."""

import os
from collections.abc import Callable
from typing import Any, NamedTuple

from hiddenmath import data

HEAD = 1024  # bytes that tell what a file is


class Kind(NamedTuple):
    """`open(name)` gives one of the data in `names()`; `read(path)`, or `read(bytes, name=…)`, a person's own. In code
    they are written `data.opens(…)` and `data.reads(…)`."""

    name: str
    words: str
    suffixes: tuple[str, ...]
    names: Callable[[], tuple[str, ...]]
    open: Callable[[str], Any]
    read: Callable[..., Any]
    opens: str
    reads: str
    parts: tuple["Kind", ...] = ()

    def given(self, source: str) -> str:
        """The call that opens a source, in Python."""
        if self.parts:
            return _part(self.parts, source).given(source)
        return self.opens if source in self.names() else self.reads


TABLE = Kind(
    "table",
    "a table: CSV, TSV, XLSX, Parquet or NPY",
    (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".parquet", ".pq", ".npy", ".npz"),
    data.names,
    data.open,
    data.read_table,
    "open",
    "read_table",
)
IMAGE = Kind(
    "image",
    "an image: PNG, JPEG, WebP, GIF, TIFF or BMP",
    (".png", ".jpg", ".jpeg", ".webp", ".gif", ".tif", ".tiff", ".bmp"),
    data.images,
    data.open_image,
    data.read_image,
    "open_image",
    "read_image",
)
# For a tool that can do with a file in blocks of its rows.
ROWS = TABLE._replace(read=data.table_or_rows)
IMAGES = Kind(
    "images",
    "images of one size: a ZIP with a folder for each person or kind, an NPZ, a table with one image a row",
    (".zip", ".npz", ".csv", ".tsv", ".txt", *IMAGE.suffixes),
    data.image_sets,
    data.open_images,
    data.read_images,
    "open_images",
    "read_images",
)
ANYTHING = Kind(
    "file",
    "any file: a table, an image, a text, an array (NPY, NPZ), or a network (from,to; Matrix Market)",
    (),
    data.any_names,
    data.open_any,
    data.read_any,
    "open_any",
    "read_any",
)
NETWORK = Kind(
    "network",
    "a network: edges (from, to, weight) as CSV, TSV, XLSX or Parquet, or a matrix as Matrix Market, NPZ or NPY",
    (".csv", ".tsv", ".txt", ".parquet", ".pq", ".xlsx", ".xlsm", ".mtx", ".npz", ".npy"),
    data.networks,
    data.open_network,
    data.read_network,
    "open_network",
    "read_network",
)

TEXTS = Kind(
    "text",
    "a text, or a folder or ZIP of texts",
    (".txt", ".md", ".rst", ".zip"),
    data.texts,
    data.open_texts,
    data.read_texts,
    "open_texts",
    "read_texts",
)
WORDS = Kind(
    "words",
    "word vectors (GloVe, word2vec, or saved ones), or texts to learn them from: a file, a folder, a ZIP",
    (".txt", ".md", ".vec", ".bin", ".npz", ".zip"),
    data.word_sets,
    data.open_words,
    data.read_words,
    "open_words",
    "read_words",
)
RATINGS = Kind(
    "ratings",
    "ratings: a table with a row for each, such as user,film,rating",
    TABLE.suffixes,
    data.ratings_sets,
    data.open_ratings,
    data.read_ratings,
    "open_ratings",
    "read_ratings",
)


def either(*parts: Kind) -> Kind:
    """What is one of these kinds: known by its name, by the name's end, or by its first bytes."""

    def names() -> tuple[str, ...]:
        return tuple(name for part in parts for name in part.names())

    def read(source: str | os.PathLike[str] | bytes, name: str | None = None) -> Any:
        if isinstance(source, bytes):
            return _part(parts, name or "", source[:HEAD]).read(source, name=name)
        return _part(parts, str(source), _head(source)).read(source, name=name)

    return Kind(
        name=" or ".join(part.name for part in parts),
        words=", or ".join(part.words for part in parts),
        suffixes=tuple(suffix for part in parts for suffix in part.suffixes),
        names=names,
        open=lambda name: _part(parts, name).open(name),
        read=read,
        opens="",
        reads="",
        parts=parts,
    )


def _head(path: str | os.PathLike[str]) -> bytes:
    """The first bytes of a file; none where it cannot be read, which its reader will say better."""
    try:
        with open(path, "rb") as file:
            return file.read(HEAD)
    except OSError:
        return b""


def _part(parts: tuple[Kind, ...], called: str, head: bytes = b"") -> Kind:
    """Which of the kinds a source is. A file of `compress` is an image; only text, which has no zero byte, can be a
    table without saying so."""
    if data.factors.KEY.encode() in head:
        return IMAGE
    for part in parts:
        if called in part.names() or called.lower().endswith(part.suffixes):
            return part
    return IMAGE if b"\0" in head else TABLE


KINDS: dict[object, Kind] = {
    data.Table: TABLE,
    data.Table | data.Rows: ROWS,
    data.Image: IMAGE,
    data.Images: IMAGES,
    data.Ratings: RATINGS,
    data.Image | data.Table: either(IMAGE, TABLE),
    data.Anything: ANYTHING,
    data.Network: NETWORK,
    data.Texts: TEXTS,
    data.Vectors | data.Texts: WORDS,
}
