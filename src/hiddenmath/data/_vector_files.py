"""Files of word vectors: GloVe's, word2vec's as text and in binary, and our own."""

import io
import os
import re
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data import _archive
from hiddenmath.data._errors import InputError
from hiddenmath.data._npy import ZIP
from hiddenmath.data._read import read_file
from hiddenmath.data._vectors import Vectors
from hiddenmath.linalg._telling import tell

Format = Literal["glove", "word2vec", "word2vec-binary"]
KEY = "words"  # the array of our own files that tells what they are
MOST_DIMENSIONS = 10_000
STEP = 10_000  # words, after which it is told how far the reading has come
_HEADER = re.compile(rb"(\d{1,9}) (\d{1,5}) ?\r?\n")


def is_vectors(content: bytes) -> bool:
    """Whether a file is one of word vectors, by how it begins.

    >>> is_vectors(b"king 0.1 0.2 0.3\\nqueen 0.1 0.2 0.4\\n"), is_vectors(b"Two kings met.\\n"), is_vectors(b"2 3\\n")
    (True, False, True)
    """
    if content.startswith(ZIP):
        return _archive.holds(content, f"{KEY}.npy")
    if _HEADER.match(content):
        return True
    lines = content[:300_000].split(b"\n", 2)[:2]
    lengths = {len(line.split()) for line in lines if line.strip()}
    return len(lengths) == 1 and lengths.pop() > 2 and all(_are_numbers(line.split()[1:]) for line in lines if line)


def read_vectors(source: str | os.PathLike[str] | bytes, name: str | None = None) -> Vectors:
    """Reads a file of word vectors: GloVe's, word2vec's (text or binary), or one that `hiddenmath words` saved.

    Which of them it is, its beginning says. Raises InputError naming the line, or the word, where it is broken. Of a
    word that stands there twice the first is kept.

    >>> read_vectors(b"2 3\\nking 1 0 0\\nqueen 0 1 0\\n", name="my.txt")
    Vectors 'my.txt': 2 words × 3 dimensions
    """
    content, name = read_file(source, name)
    if not content.strip():
        raise InputError(f"{name} is empty.", "Save it again.")
    if not is_vectors(content):
        raise InputError(
            f"{name} is no file of word vectors.",
            "Each line is a word and its numbers (GloVe, word2vec), or it is word2vec's binary form.",
        )
    if content.startswith(ZIP):
        return _own(content, name)
    header = _HEADER.match(content)
    if header is None:
        words, matrix = _of_lines(content, 0, len(content.split(b"\n", 1)[0].split()) - 1, name)
        return _once(words, matrix, name)
    count, n = int(header[1]), int(header[2])
    if not count or not 1 <= n <= MOST_DIMENSIONS:
        raise InputError(f"{name} says that it holds {count} words of {n} dimensions.", "Save it again.")
    text = content[header.end() :].split(b"\n", 1)[0].split()
    if len(text) == n + 1 and _are_numbers(text[1:]):
        words, matrix = _of_lines(content[header.end() :], 1, n, name)
    else:
        words, matrix = _of_binary(content, header.end(), count, n, name)
    if len(words) != count:
        raise InputError(
            f"{name} says that it holds {count:,} words, but there are {len(words):,}.",
            "It may be cut off. Fetch or save it again.",
        )
    return _once(words, matrix, name)


def written(vectors: Vectors, form: Format) -> bytes:
    """The vectors as a file that GloVe, word2vec and gensim read; numbers with the digits that give them back exactly.

    >>> two = Vectors(("king", "queen"), np.array([[1.5, 0], [0, 0.25]]))
    >>> written(two, "word2vec")
    b'2 2\\nking 1.5 0\\nqueen 0 0.25\\n'
    """
    if form not in get_args(Format):
        raise InputError(f"Vectors cannot be written as {form!r}.", f"Choose one of: {', '.join(get_args(Format))}.")
    m, n = vectors.matrix.shape
    words = [word.replace(" ", "_") for word in vectors.words]
    if form == "word2vec-binary":
        rows = [f"{word} ".encode() + row.tobytes() + b"\n" for word, row in zip(words, vectors.matrix, strict=True)]
        return f"{m} {n}\n".encode() + b"".join(rows)
    lines = [f"{m} {n}\n"] if form == "word2vec" else []
    lines += [f"{w} {' '.join(map(_shortest, row))}\n" for w, row in zip(words, vectors.matrix, strict=True)]
    return "".join(lines).encode()


def _shortest(value: np.float32) -> str:
    return np.format_float_positional(value, unique=True, trim="-")


def _are_numbers(fields: list[bytes]) -> bool:
    try:
        return bool([float(field) for field in fields])
    except ValueError:
        return False


def _of_lines(content: bytes, above: int, n: int, name: str) -> tuple[list[str], NDArray[np.float32]]:
    """Word and numbers of each line; a word may hold spaces, as some in GloVe's large files do."""
    lines = content.splitlines()
    while lines and not lines[-1].strip():
        lines.pop()
    words, matrix = [], np.empty((len(lines), n), np.float32)
    for i, line in enumerate(lines):
        if i % STEP == 0:
            tell(f"Reading {name}", i, len(lines))
        word, *numbers = line.rstrip().rsplit(b" ", n)
        try:
            matrix[i] = [float(number) for number in numbers]
            if len(numbers) != n:  # one number would be taken for all of them
                raise ValueError
        except ValueError:
            raise InputError(
                f"{name}, line {i + 1 + above}: no word with {n} numbers, as in the first line.",
                "It may be cut off, or be separated by tabs. Save it with spaces.",
            ) from None
        words.append(word.decode(errors="replace"))
    return words, matrix


def _of_binary(content: bytes, at: int, count: int, n: int, name: str) -> tuple[list[str], NDArray[np.float32]]:
    """After each word a space and its numbers, four bytes each; some programs end them with a line break."""
    if len(content) - at < count * (4 * n + 1):
        raise InputError(
            f"{name} says that it holds {count:,} words of {n} dimensions, but has only {len(content):,} bytes.",
            "It may be cut off. Fetch or save it again.",
        )
    words, matrix = [], np.empty((count, n), np.float32)
    for i in range(count):
        if i % STEP == 0:
            tell(f"Reading {name}", i, count)
        space = content.find(b" ", at)
        if space < 0 or len(content) < space + 1 + 4 * n:
            raise InputError(f"{name} ends within word {i + 1:,} of {count:,}.", "Fetch or save it again.")
        words.append(content[at:space].lstrip(b"\n").decode(errors="replace"))
        matrix[i] = np.frombuffer(content, "<f4", n, space + 1)
        at = space + 1 + 4 * n
    return words, matrix


def _own(content: bytes, name: str) -> Vectors:
    """What `hiddenmath words --save` wrote."""
    archive = _archive.opened(content, name)
    try:
        arrays = [
            np.load(io.BytesIO(_archive.read(archive, f"{key}.npy", name)), allow_pickle=False)
            for key in (KEY, "matrix")
        ]
    except (KeyError, ValueError) as problem:
        raise InputError(f"{name} is a damaged file of word vectors: {problem}.", "Save it again.") from None
    return _once(str(arrays[0]).split("\n"), arrays[1].astype(np.float32), name)


def _once(words: list[str], matrix: NDArray[np.float32], name: str) -> Vectors:
    """Each word once."""
    first: dict[str, int] = {}
    for i, word in enumerate(words):
        first.setdefault(word, i)
    notes: tuple[str, ...] = ()
    if len(first) < len(words):
        notes = (f"{len(words) - len(first):,} words stand there more than once; the first of each was kept.",)
        matrix = matrix[list(first.values())]
    return Vectors(tuple(first), matrix, name, source=name, notes=notes)
