"""Which words stand near which, compiled: see `apply._cooccurrence`."""

from typing import Any

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def positions(ids: Any, V: int) -> Any:
    """Where each word stands: those of word w are at[start[w]:start[w + 1]]."""
    start = np.zeros(V + 1, np.int64)
    for w in ids:
        if w >= 0:
            start[w + 1] += 1
    for w in range(V):
        start[w + 1] += start[w]
    at, free = np.empty(start[V], np.int32), start[:-1].copy()
    for i in range(len(ids)):
        if ids[i] >= 0:
            at[free[ids[i]]] = i
            free[ids[i]] += 1
    return start, at


@njit(cache=True, nogil=True)
def rows(ids: Any, start: Any, at: Any, weight: Any, first: int, last: int) -> Any:
    """Rows `first` … `last` − 1 of the counts: the length of each, and their columns and values one after the other.

    A window ends where the document does. The sums of one row stand in an array that the cache holds.
    """
    total, seen = np.zeros(len(start) - 1, np.float32), np.empty(len(start) - 1, np.int32)
    length = np.zeros(last - first, np.int64)
    columns, values, used = np.empty(1024, np.int32), np.empty(1024, np.float32), 0
    for w in range(first, last):
        count = 0
        for i in at[start[w] : start[w + 1]]:
            for step in (-1, 1):
                for d in range(1, len(weight)):
                    j = i + step * d
                    if j < 0 or j >= len(ids) or ids[j] < 0:
                        break
                    c = ids[j]
                    if total[c] == 0:
                        seen[count] = c
                        count += 1
                    total[c] += weight[d]
        while used + count > len(columns):
            columns = np.concatenate((columns, np.empty_like(columns)))
            values = np.concatenate((values, np.empty_like(values)))
        near = np.sort(seen[:count])
        columns[used : used + count] = near
        for n in range(count):
            values[used + n] = total[near[n]]
            total[near[n]] = 0
        length[w - first] = count
        used += count
    return length, columns[:used].copy(), values[:used].copy()
