"""Words to learn from or to use: vectors that are there, or texts."""

import os
from pathlib import Path

from hiddenmath.data._read import read_file
from hiddenmath.data._texts import Texts, open_texts, read_texts, texts
from hiddenmath.data._vector_files import is_vectors, read_vectors
from hiddenmath.data._vectors import Vectors, open_vectors, vectors

Words = Vectors | Texts


def word_sets() -> tuple[str, ...]:
    """The names that `open_words` knows."""
    return (*vectors(), *texts())


def open_words(name: str) -> Words:
    """The vectors or the text of this name."""
    return open_vectors(name) if name in vectors() else open_texts(name)


def read_words(source: str | os.PathLike[str] | bytes, name: str | None = None) -> Words:
    """A file of word vectors, or else texts: a file, a folder or a .zip.

    >>> read_words(b"king 1 0 0\\nqueen 0 1 0\\n", name="a.txt"), read_words(b"Two kings met.\\n", name="b.txt")
    (Vectors 'a.txt': 2 words × 3 dimensions, Texts 'b.txt': 1 document, 15 characters)
    """
    if not isinstance(source, bytes) and Path(source).is_dir():
        return read_texts(source)
    content, name = read_file(source, name)
    return read_vectors(content, name) if is_vectors(content) else read_texts(content, name)
