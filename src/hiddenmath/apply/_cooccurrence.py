"""How often words stand near each other in a text."""

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._corpus import Corpus
from hiddenmath.linalg._telling import tell

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Distance = Literal["linear", "harmonic", "flat"]
# Words of the text that are counted at once: what is held beside the counts, and how long an interruption waits.
BLOCK = 20_000_000
PARTS = 32


def cooccurrences(corpus: Corpus, window: int = 5, distance: Distance = "linear") -> "csr_array":
    """C (V×V, sparse, float32, symmetric): C[i, j] is how often word j stands at most `window` words from word i in the
    same document, each time weighted by the distance d = 1, 2, …: `linear` by (window + 1 − d)/window, as word2vec
    does on average, `harmonic` by 1/d, as GloVe does, `flat` by 1.

    The text is gone through word by word of the vocabulary, not from its beginning to its end: so the sums of a row
    need no table of pairs. Cost: 2·window additions for each word of the text; memory for C and the text's positions.
    """
    V = len(corpus.words)
    d = np.arange(1, window + 1)
    weights = {"linear": (window + 1 - d) / window, "harmonic": 1 / d, "flat": np.ones(window)}
    weight = np.concatenate([[0], weights[distance]]).astype(np.float32)
    C = _of_block(corpus.ids[:BLOCK], V, weight)
    for begin in range(BLOCK, len(corpus.ids), BLOCK):
        C = C + _of_block(corpus.ids[begin : begin + BLOCK], V, weight)
    return C


def _of_block(ids: NDArray[np.int32], V: int, weight: NDArray[np.float32]) -> "csr_array":
    from scipy.sparse import csr_array

    tell("Compiling")
    from hiddenmath.apply.kernels._cooccurrence import positions, rows

    start, at = positions(ids, V)
    # Parts of equal work, the rows of frequent words being the longest.
    edges = np.unique(np.searchsorted(start, np.linspace(0, start[-1], PARTS + 1)))
    edges[0], edges[-1] = 0, V
    found = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(rows, ids, start, at, weight, a, b) for a, b in pairwise(edges)]
        try:
            for i, job in enumerate(jobs):
                tell("Counting pairs of words", i, len(jobs))
                found.append(job.result())
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    length, columns, values = (np.concatenate(part) for part in zip(*found, strict=True))
    ends = np.concatenate([[0], np.cumsum(length)])
    return csr_array((values, columns, ends.astype(np.int32 if ends[-1] < 2**31 else np.int64)), shape=(V, V))
