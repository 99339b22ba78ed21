"""Vectors learned from texts."""

from typing import Literal

from hiddenmath.apply._cooccurrence import cooccurrences
from hiddenmath.apply._corpus import corpus
from hiddenmath.apply._ppmi import factored, ppmi
from hiddenmath.apply._result import Numbers
from hiddenmath.data import InputError, Texts, Vectors

FEW = 100_000  # words, of which little can be learned


def learned(
    texts: Texts,
    method: Literal["ppmi", "skipgram"] = "ppmi",
    dimensions: int = 100,
    window: int = 5,
    min_count: int | None = None,
    epochs: int = 5,
    seed: int = 0,
) -> tuple[Vectors, Numbers, tuple[str, ...]]:
    """The vectors of the words of these texts, what was counted, and notes."""
    read = corpus(texts, min_count)
    numbers: Numbers = {"words_read": read.total}
    notes: tuple[str, ...] = ()
    if read.total < FEW:
        notes = (f"{texts.name} has {read.total:,} words; vectors learned from less than {FEW:,} say little.",)
    if method == "ppmi":
        P = ppmi(cooccurrences(read, window))
        if P.nnz == 0:
            raise InputError(
                f"No two words of {texts.name} stand together more often than by chance.", "Give a longer text."
            )
        matrix = factored(P, dimensions, seed=seed)
        numbers["pairs"] = P.nnz // 2
    else:
        from hiddenmath.apply._skipgram import skipgram

        matrix = skipgram(read, dimensions, window, epochs, seed=seed)
    if matrix.shape[1] < dimensions:
        notes += (f"{len(read.words)} words have at most {matrix.shape[1]} dimensions, so {dimensions} were not made.",)
    name = f"words of {texts.name}"
    return Vectors(read.words, matrix, name, f"learned from {texts.name}", texts.licence), numbers, notes
