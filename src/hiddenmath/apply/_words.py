"""The tool `words`."""

from typing import Annotated, Literal

import numpy as np

from hiddenmath.apply._learned_words import learned
from hiddenmath.apply._neighbours import Near, analogy, near_words, some_words, three_words, words_of
from hiddenmath.apply._option import Option
from hiddenmath.apply._result import Numbers, Result
from hiddenmath.apply._tool import tool
from hiddenmath.apply._word_map import word_map
from hiddenmath.apply._word_model import WordModel
from hiddenmath.data import Table, Texts, Vectors, written

ENDS = {"glove": "txt", "word2vec": "vec", "word2vec-binary": "bin"}


@tool(estimator="WordVectors", saves="model.npz")
def words(
    data: Vectors | Texts,
    *,
    near: Annotated[
        str | None, Option("Words whose neighbours to find, such as 'king paris'; by default some are drawn.")
    ] = None,
    analogy: Annotated[
        str | None, Option("Three words: 'man woman king' asks for the word that is to king as woman is to man.")
    ] = None,
    neighbours: Annotated[int, Option("How many neighbours of each.", min=1, max=1000)] = 10,
    method: Annotated[
        Literal["ppmi", "skipgram"], Option("How to learn from texts: by counting (PPMI and SVD) or by skip-gram.")
    ] = "ppmi",
    dimensions: Annotated[int, Option("How many numbers a learned vector has.", min=2, max=1000)] = 100,
    window: Annotated[int, Option("How many words away a word still counts as near.", min=1, max=100)] = 5,
    min_count: Annotated[
        int | None, Option("Leave out words that are there less often; by default 5, fewer in short texts.", min=1)
    ] = None,
    epochs: Annotated[int, Option("How often skip-gram goes through the text.", min=1, max=1000)] = 5,
    export: Annotated[
        Literal["none", "glove", "word2vec", "word2vec-binary"], Option("Also give the vectors as a file of this form.")
    ] = "none",
    seed: Annotated[int, Option("Draws words where none are asked for, and where learning begins.", min=0)] = 0,
) -> Result:
    """Words: meaning as direction.

    Finds the words nearest to a word, answers analogies, and draws words on a map, from 20,000 vectors that come along,
    from a file of vectors, or from vectors that it learns from your own texts.

    Each word is a *vector*, and two words are alike if their vectors point in about the same direction: the *cosine* of
    the angle between them is 1 for the same direction and 0 for none in common. An *analogy* is arithmetic: queen is
    near king − man + woman.

    The vectors come from the company that a word keeps. *PPMI* counts which words stand within the `window` of which,
    compares that with chance (a logarithm, nothing below 0), and the singular value decomposition makes a few hundred
    numbers of each row. *Skip-gram* goes through the text, `epochs` times, and moves the vectors of words that meet
    towards each other, and away from words drawn by chance. Both are the better the longer the text: below some
    100,000 words expect little.

    A text is any plain text, or a folder or ZIP of them, in any script. What was learned is saved as `model.npz` and
    can be given instead of the texts; `export` writes it for other programs.
    """
    numbers: Numbers = {}
    notes = data.notes
    vectors = data
    if isinstance(data, Texts):
        vectors, numbers, more = learned(data, method, dimensions, window, min_count, epochs, seed)
        notes = (*notes, *more)
    assert isinstance(vectors, Vectors)
    found = _asked(vectors, near, analogy, neighbours, seed)
    table, picture = word_map(vectors, found, bool(analogy))
    best = vectors.words[found[0].rows[0]]
    numbers = {"words": len(vectors.words), "dimensions": vectors.matrix.shape[1], **numbers, "nearest": best}
    files = {"model.npz": WordModel(vectors).save()}
    if export != "none":
        files[f"vectors.{ENDS[export]}"] = written(vectors, export)
    return Result(
        numbers,
        {"neighbours": _table(vectors, found), "map": table},
        "neighbours",
        picture,
        files,
        (*_said(vectors, found, bool(analogy)), *notes),
        key={"nearest": "number", "words": "number", "dimensions": "number"},
    )


def _asked(vectors: Vectors, near: str | None, like: str | None, k: int, seed: int) -> list[Near]:
    asked = words_of(near or "")
    if like:
        pair, word = three_words(like)
        return [analogy(vectors, pair, word, k), *near_words(vectors, asked, k)]
    return near_words(vectors, asked or some_words(vectors, seed), k)


def _table(vectors: Vectors, found: list[Near]) -> Table:
    return Table(
        ("cosine",),
        np.concatenate([near.cosines for near in found])[:, None],
        {
            "asked": tuple(near.asked for near in found for _ in near.rows),
            "neighbour": tuple(vectors.words[i] for near in found for i in near.rows),
        },
        name="neighbours",
    )


def _said(vectors: Vectors, found: list[Near], like: bool) -> list[str]:
    first = found[0]
    best = [vectors.words[i] for i in first.rows[:3]]
    if like:
        a, b, c = (vectors.words[i] for i in first.left_out)
        return [f"{c} is to {best[0]} as {a} is to {b} (cosine {first.cosines[0]:.2f})."]
    return [f"Nearest to {first.asked}: {', '.join(best)}."]
