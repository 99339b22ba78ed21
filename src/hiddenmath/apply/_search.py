"""The tool `search`."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

import numpy as np

from hiddenmath.apply._corpus import tokens, word_counts
from hiddenmath.apply._file import File, opened
from hiddenmath.apply._meaning import Counts, by_lsa, by_vectors, known_share
from hiddenmath.apply._option import Option
from hiddenmath.apply._passages import Passage, passages
from hiddenmath.apply._result import Result
from hiddenmath.apply._tool import tool
from hiddenmath.data import InputError, Table, Texts, Vectors, open_vectors, read_vectors
from hiddenmath.linalg import nearest

SHOWN = 300  # characters of a passage
ENOUGH = 0.6  # of the words must have a vector; English prose has 0.9


@tool()
def search(
    texts: Texts,
    *,
    query: Annotated[str | None, Option("What to look for, in your own words, such as 'who died for freedom'.")] = None,
    results: Annotated[int, Option("How many passages to show.", min=1, max=1000)] = 10,
    method: Annotated[
        Literal["auto", "vectors", "lsa"],
        Option("By word vectors, or by LSA from your texts alone; auto: LSA where most words have no vector."),
    ] = "auto",
    use: Annotated[
        File | None, Option("Word vectors of your own: saved by words, or a file of GloVe or word2vec.")
    ] = None,
) -> Result:
    """Search: by meaning, not by letters.

    Finds the passages of your own texts that are closest in meaning to a question, also where they use other words.

    Each passage becomes a *vector*: the sum of the directions of its words, rare words counting more than frequent
    ones, without what all passages have in common. So does the question. The passages whose vectors point in the most
    similar direction come first: the *cosine* is 1 for the same direction and 0 for none in common. A word without a
    vector, such as a name, still counts as itself.

    The word vectors that come along are English. For texts in other languages and scripts, *LSA* (latent semantic
    analysis) finds from the texts alone which words occur in the same passages; it needs many of them. Better are
    vectors that the tool `words` learned from many texts of your language and saved: give them as `use`.

    A folder or ZIP is read with all that is in it; files that are empty or no texts are left out, which is told. The
    passages are the paragraphs, or the lines where there are none. Nothing leaves your machine.
    """
    asked, found = _asked(query), passages(texts)
    counts = word_counts(passage.text for passage in found)
    vectors = _vectors(use)
    share = known_share(counts, vectors)
    chosen = method if method != "auto" else "vectors" if share >= ENOUGH else "lsa"
    unknown = _unknown(asked, counts, vectors.place if chosen == "vectors" else {})
    if len(unknown) == len(asked):
        where = f"{texts.name} or in {vectors.name}" if chosen == "vectors" else texts.name
        raise InputError(
            f"None of the words of {query!r} is known: none stands in {where}.", "Ask in the language of the texts."
        )
    meaning = by_vectors(counts, asked, vectors) if chosen == "vectors" else by_lsa(counts, asked)
    best = nearest(meaning.passages, meaning.query, min(results, len(found)))
    kept = [(found[i], float(c)) for i, c in zip(best.rows[0], best.cosines[0], strict=True) if c > 0]
    if not kept:
        raise InputError(f"No passage of {texts.name} has anything in common with {query!r}.", "Ask in other words.")
    first, cosine = kept[0]
    notes = [f"Closest: {_cut(first.text)} ({first.document}, line {first.line})", *texts.notes]
    if chosen == "lsa":
        why = f"only {share:.0%} of the words have a vector in {vectors.name}; " if method == "auto" else ""
        notes.append(f"By LSA: {why}what words have in common was found from {len(found):,} passages alone.")
    if unknown:
        notes.append(f"Not known, so passed over: {', '.join(unknown)}.")
    return Result(
        {
            "best": cosine,
            "passages": len(found),
            "documents": len(texts.documents),
            "words_with_a_vector": share,
            "method": chosen,
        },
        {"passages": _table(kept)},
        "passages",
        notes=tuple(notes),
        key={"best": "number", "passages": "number", "documents": "number"},
    )


def _asked(query: str | None) -> Counter[str]:
    """How often each word stands in the query."""
    if not query or not tokens(query):
        raise InputError(
            "There is no query." if not query else f"query is {query!r}, without a word.",
            "Say what to look for: set query to 'who died for freedom', for example.",
        )
    return word_counts([query])[0]


def _vectors(use: File | None) -> Vectors:
    if use is None:
        return open_vectors("glove")
    name, content = opened(use)
    return read_vectors(content, name)


def _unknown(asked: Iterable[str], counts: Counts, place: Mapping[str, int]) -> list[str]:
    """The words of the query that stand in no passage and have no vector."""
    in_texts = {word for words in counts for word in words}
    return sorted(word for word in asked if word not in in_texts and word not in place)


def _table(kept: list[tuple[Passage, float]]) -> Table:
    return Table(
        ("line", "cosine"),
        np.array([(passage.line, cosine) for passage, cosine in kept]),
        {
            "document": tuple(passage.document for passage, _ in kept),
            "passage": tuple(_cut(passage.text) for passage, _ in kept),
        },
        name="passages",
    )


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rsplit(" ", 1)[0] + " …"
