"""Word vectors by prediction: skip-gram with negative sampling."""

import os
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._corpus import Corpus
from hiddenmath.linalg._telling import tell

CHUNK = 100_000  # words that a thread takes at once: so long an interruption waits
NOISE = 1 << 20  # entries of the table from which words are drawn
ONE = 1 << 31  # what the random numbers of the kernel are below


def skipgram(
    corpus: Corpus,
    dimensions: int = 100,
    window: int = 5,
    epochs: int = 5,
    negative: int = 5,
    sample: float = 1e-3,
    rate: float = 0.025,
    seed: int = 0,
    threads: int | None = None,
) -> NDArray[np.float32]:
    """W (V×dimensions): vectors with which words foretell the words near them.

    Maximises Σ log σ(W[c]·C[w]) + Σ log σ(−W[c]·C[n]) over all words w, the words c at most 1 … `window` (drawn anew
    for each w) from it, and `negative` words n drawn with probability ∝ count^0.75. Of a word with the share p of the
    text, only √(sample/p) + sample/p are taken. The step falls from `rate` to nothing. T. Mikolov et al., "Distributed
    Representations of Words and Phrases and their Compositionality", NIPS 2013.

    `threads` (all cores by default) write to the same vectors without waiting for each other (F. Niu et al.,
    "Hogwild!", 2011), so that only with 1 the same seed gives the same bits.
    Cost: 3 · epochs · words · (window + 1) · (negative + 1) · dimensions multiplications.
    """
    tell("Compiling")
    from hiddenmath.apply.kernels._skipgram import learn

    rng = np.random.default_rng(seed)
    V = len(corpus.words)
    W = ((rng.random((V, dimensions), dtype=np.float32) - 0.5) / dimensions).astype(np.float32)
    C = np.zeros((V, dimensions), np.float32)
    share = corpus.counts / corpus.counts.sum()
    keep = (np.minimum(1, np.sqrt(sample / share) + sample / share) * ONE).astype(np.uint64)
    often = corpus.counts**0.75
    noise = np.searchsorted(np.cumsum(often), (np.arange(NOISE) + 0.5) / NOISE * often.sum()).astype(np.int32)
    begins = range(0, len(corpus.ids), CHUNK)
    total, done = epochs * len(corpus.ids), 0

    def chunk(begin: int, epoch: int) -> int:
        ids = corpus.ids[begin : begin + CHUNK]
        now = 1 - (epoch * len(corpus.ids) + begin) / total
        learn(
            ids, W, C, keep, noise, window, negative, rate * now, rate / total, seed + 1 + epoch * len(begins) + begin
        )
        return len(ids)

    workers = threads or os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        running: set[Future[int]] = set()
        for epoch in range(epochs):
            for begin in begins:
                if len(running) == workers:
                    ready, running = wait(running, return_when=FIRST_COMPLETED)
                    done += sum(job.result() for job in ready)
                tell("Learning words", done, total)
                running.add(pool.submit(chunk, begin, epoch))
        done += sum(job.result() for job in running)
    return W
