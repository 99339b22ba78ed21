"""A linear model of tone, learned from texts: what is counted, and how much each of it weighs."""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._soft_logistic import soft_logistic
from hiddenmath.apply._text_features import Features, features
from hiddenmath.apply._tone_words import Word
from hiddenmath.data import open_vectors
from hiddenmath.linalg import svd

Array = NDArray[np.float64]
Kind = Literal["tfidf", "counts", "lsa", "vectors"]
RANK = 100  # of LSA
# Of a penalty on the squares of the weights, by what they weigh; chosen on texts that no figure is told of.
RIDGE = {"tfidf": 0.3, "counts": 2.0, "lsa": 0.03, "vectors": 0.1}
LEAST = {"words": 2, "pairs": 2, "parts": 3}  # texts that must have a feature


class Learned(NamedTuple):
    """The log-odds of a text are `bias` + Σ over blocks of its row · weights."""

    blocks: tuple[tuple[Features, Array], ...]
    bias: float

    def odds(self, texts: Sequence[list[Word]]) -> Array:
        """(m,)"""
        parts = [block.rows(texts) @ weights for block, weights in self.blocks]
        return np.asarray(self.bias + np.sum(parts, axis=0))


def learn(texts: Sequence[list[Word]], p: Array, kind: Kind) -> Learned:
    """The model whose chances are nearest to `p` (m,), between 0 and 1.

    counts: each word. tfidf: words, pairs of neighbours and parts of words, rare ones counting more. lsa: the rows of
    words and pairs in their first 100 right singular vectors, X ≈ U Σ Vᵀ. vectors: the sum of the words' vectors.
    All four are linear in what is counted, so the weights of LSA and of vectors are V u and G u.
    """
    match kind:
        case "counts":
            made = [features(texts, "words", LEAST["words"], weigh=False)]
        case "vectors":
            made = [features(texts, "words", LEAST["words"])]
        case "lsa":
            made = [features(texts, "pairs", LEAST["pairs"])]
        case "tfidf":
            made = [features(texts, each, LEAST[each]) for each in ("pairs", "parts")]
    rows = [block.rows(texts) for block in made]
    if kind in ("lsa", "vectors"):
        V = _directions(rows[0]) if kind == "lsa" else _vectors(made[0])
        bias, u = soft_logistic(rows[0] @ V, p, RIDGE[kind])
        return Learned(((made[0], V @ u),), bias)
    from scipy.sparse import hstack

    bias, w = soft_logistic(hstack(rows).tocsr(), p, RIDGE[kind])
    ends = np.cumsum([len(block.names) for block in made])[:-1]
    return Learned(tuple(zip(made, np.split(w, ends), strict=True)), bias)


def _directions(X: Any) -> Array:
    """The first right singular vectors (n×k)."""
    return np.asarray(svd(X, min(RANK, min(X.shape) - 1), seed=0).Vt.T)


def _vectors(made: Features) -> Array:
    """Of each word its vector at length 1; the opposite where a "not" turns it round; 0 where there is none."""
    glove = open_vectors("glove")
    G = np.zeros((len(made.names), glove.matrix.shape[1]))
    for j, name in enumerate(made.names):
        word = name.removeprefix("not_")
        if word in glove.place:
            v = glove.matrix[glove.place[word]].astype(np.float64)
            G[j] = (1 if word == name else -1) * v / np.linalg.norm(v)
    return G


def smaller(learned: Learned, most: int) -> Learned:
    """The same with the `most` heaviest features of each block, rounded: for a model that comes along."""
    blocks = []
    for block, weights in learned.blocks:
        kept = np.sort(np.argsort(-np.abs(weights * block.rare), kind="stable")[:most])
        names = tuple(block.names[j] for j in kept)
        blocks.append((Features(block.made, names, block.rare[kept]), weights[kept]))
    return Learned(tuple(blocks), learned.bias)
