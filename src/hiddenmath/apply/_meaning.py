"""Passages as vectors, so that those that mean about the same point in about the same direction."""

from collections import Counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._neighbours import directions
from hiddenmath.data import Vectors
from hiddenmath.linalg._telling import tell

RARE = 1e-3  # a word with this share of all text counts half
FEW = 20  # passages, of which no common direction can be told
# Of latent semantic analysis: so many dimensions, at most a third of what there is; where there is less than this,
# nothing can be learned, and each word counts as itself.
DIMENSIONS, LITTLE = 100, 60
STEP = 1000
Counts = list[Counter[str]]


class Meaning(NamedTuple):
    """The passages and the query as rows of one space."""

    passages: NDArray[np.float32]
    query: NDArray[np.float32]


def by_vectors(counts: Counts, query: Counter[str], vectors: Vectors) -> Meaning:
    """The sums of the words' directions without the direction that all passages have in common. S. Arora, Y. Liang,
    T. Ma, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings", ICLR 2017.

    A word without a vector has a direction of its own, at right angles to all others; of those only the query's have
    columns, and one more holds the length of the rest.
    """
    own = [word for word in query if word not in vectors.place]
    others = np.zeros((len(counts) + 1, len(own) + 1), np.float32)
    for i, words in enumerate([*counts, query]):
        others[i, :-1] = [words[word] for word in own]
        others[i, -1] = np.sqrt(
            sum(n * n for word, n in words.items() if word not in vectors.place and word not in own)
        )
    known = _without_common(summed([*counts, query], vectors), len(counts))
    both = np.hstack([known, others])
    return Meaning(both[:-1], both[-1])


def summed(counts: Counts, vectors: Vectors) -> NDArray[np.float32]:
    """A row for each text: the sum of the directions of its words that have a vector, each weighted by a/(a + p), where
    p is the word's share of all text, taken from its rank (Zipf's law)."""
    V = len(vectors.words)
    weight = (RARE / (RARE + 1 / (np.arange(1, V + 1) * np.log(V + 1)))).astype(np.float32)
    unit = directions(vectors.matrix)
    found = np.zeros((len(counts), unit.shape[1]), np.float32)
    for i, words in enumerate(counts):
        if i % STEP == 0:
            tell("Reading passages", i, len(counts))
        rows = vectors.rows(words)
        times = np.array([words[vectors.words[row]] for row in rows], np.float32)
        found[i] = (times * weight[rows]) @ unit[rows]
    return found


def by_lsa(counts: Counts, query: Counter[str], seed: int = 0) -> Meaning:
    """Latent semantic analysis: the weights log(1 + count) · log(m / documents with the word), projected onto the first
    right singular vectors; all of them where there are few passages. S. Deerwester et al., "Indexing by Latent Semantic
    Analysis", JASIS 41, 1990."""
    from scipy.sparse import csr_array

    from hiddenmath.linalg import svd

    documents = Counter(word for words in counts for word in words)
    place = {word: j for j, word in enumerate(documents)}
    rarity = np.log((1 + len(counts)) / np.array(list(documents.values()))).astype(np.float32)

    def weights(some: Counts) -> csr_array:
        pairs = [(i, place[word], n) for i, words in enumerate(some) for word, n in words.items() if word in place]
        rows, columns, times = np.array(pairs, dtype=np.int64).reshape(-1, 3).T
        values = np.log1p(times).astype(np.float32) * rarity[columns]
        return csr_array((values, (rows, columns)), shape=(len(some), len(place)))

    A, q = weights(counts), weights([query])
    rank = min(A.shape)
    k = rank if rank < LITTLE else min(DIMENSIONS, rank // 3)
    tell("Finding what words have in common")
    Vt = svd(A.toarray() if max(A.shape) <= 2 * DIMENSIONS else A, k, tol=1e-2, seed=seed).Vt
    return Meaning(A @ Vt.T, (q @ Vt.T)[0])


def known_share(counts: Counts, vectors: Vectors) -> float:
    """Which share of all words have a vector."""
    total = sum(sum(words.values()) for words in counts)
    there = sum(n for words in counts for word, n in words.items() if word in vectors.place)
    return there / total


def _without_common(A: NDArray[np.float32], m: int) -> NDArray[np.float32]:
    """A without its part along the first right singular vector of the directions of its first m rows."""
    if m < FEW:
        return A
    from hiddenmath.linalg import svd

    v = svd(directions(A[:m]), 1).Vt[0]
    return A - np.outer(A @ v, v)
