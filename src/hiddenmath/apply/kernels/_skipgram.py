"""Skip-gram with negative sampling, compiled: see `apply._skipgram`."""

from typing import Any

import numpy as np
from numba import njit

MULTIPLIER, INCREMENT = np.uint64(6364136223846793005), np.uint64(1442695040888963407)  # D. Knuth, MMIX
HIGH = np.uint64(33)


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def learn(
    ids: Any, W: Any, C: Any, keep: Any, noise: Any, window: int, negative: int, rate: float, fall: float, seed: int
) -> int:
    """Goes through the words `ids` once, and moves the vectors W of words and C of contexts.

    For a word w near c, and n drawn from `noise`: log σ(W[c]·C[w]) + Σ log σ(−W[c]·C[n]) grows by a step of gradient
    ascent. The same n serve all c near one w, so that their vectors stay in the cache. `keep`: with which probability
    a word is not passed over; `rate` falls by `fall` with each word. Answers how many words were not passed over.
    """
    state = np.uint64(seed) * MULTIPLIER + INCREMENT
    k = W.shape[1]
    chosen, change = np.empty(len(ids), np.int32), np.empty(k, W.dtype)
    targets = np.empty(negative + 1, np.int32)
    count = 0
    for i in range(len(ids)):
        state = state * MULTIPLIER + INCREMENT
        if ids[i] < 0 or (state >> HIGH) < keep[ids[i]]:
            chosen[count] = ids[i]
            count += 1
    for i in range(count):
        w = chosen[i]
        if w < 0:
            continue
        step = np.float32(rate - fall * i * len(ids) / count)
        targets[0] = w
        for n in range(1, negative + 1):
            state = state * MULTIPLIER + INCREMENT
            targets[n] = noise[np.int64(state >> HIGH) % len(noise)]
        state = state * MULTIPLIER + INCREMENT
        reach = 1 + np.int64(state >> HIGH) % window
        for side in (-1, 1):
            for d in range(1, reach + 1):
                j = i + side * d
                if j < 0 or j >= count or chosen[j] < 0:
                    break
                h = W[chosen[j]]
                change[:] = 0
                for n in range(negative + 1):
                    if n > 0 and targets[n] == w:
                        continue
                    c = C[targets[n]]
                    product = np.float32(0)
                    for x in range(k):
                        product += h[x] * c[x]
                    g = step * (np.float32(n == 0) - np.float32(1) / (np.float32(1) + np.exp(-product)))
                    for x in range(k):
                        change[x] += g * c[x]
                        c[x] += g * h[x]
                for x in range(k):
                    h[x] += change[x]
    return count
