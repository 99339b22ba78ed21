"""A text as a matrix: a row for each document, a column for each word, how often it stands there."""

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hiddenmath.data._errors import InputError
from hiddenmath.linalg._telling import tell

if TYPE_CHECKING:
    from scipy.sparse import csr_array

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")  # letters of any script, an apostrophe between them
STEP = 1000  # documents, after which it is told how far the reading has come


class Counts(NamedTuple):
    """`matrix[i, j]`: how often `words[j]` stands in document i; the most frequent word first. `documents` says what
    they are: paragraphs or lines."""

    matrix: "csr_array"
    words: tuple[str, ...]
    documents: str


def counted(text: str, name: str) -> Counts:
    """The words of each document. Documents are the paragraphs where blank lines part them, else the lines.

    >>> counts = counted("One fish two fish.\\nRed fish, blue fish.", "fish.txt")
    >>> counts.words, counts.matrix.toarray().tolist(), counts.documents
    (('fish', 'blue', 'one', 'red', 'two'), [[2, 0, 1, 0, 1], [2, 1, 0, 1, 0]], 'lines')
    """
    from scipy.sparse import csr_array

    paragraphs = [part for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if WORD.search(part)]
    lines = [line for line in text.splitlines() if WORD.search(line)]
    documents = paragraphs if len(paragraphs) > 1 else lines
    if not documents:
        raise InputError(f"{name} holds no word.", "Give a text with letters in it.")
    found = []
    for i, document in enumerate(documents):
        if i % STEP == 0:
            tell(f"Counting the words of {name}", i, len(documents))
        found.append(Counter(WORD.findall(document.casefold())))
    total: Counter[str] = Counter()
    for counts in found:
        total.update(counts)
    words = tuple(sorted(total, key=lambda word: (-total[word], word)))
    place = {word: j for j, word in enumerate(words)}
    rows = np.repeat(np.arange(len(found)), [len(counts) for counts in found])
    columns = np.array([place[word] for counts in found for word in counts])
    times = np.array([n for counts in found for n in counts.values()])
    matrix = csr_array((times, (rows, columns)), shape=(len(found), len(words)))
    return Counts(matrix, words, "paragraphs" if documents is paragraphs else "lines")
