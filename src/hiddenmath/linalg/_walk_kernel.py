"""The compiled loops of `pagerank`: from edges to the links into each node, and the sweeps over them."""

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Array = NDArray[Any]
# A sweep only proposes: its sums may be made in any order. What is said of the answer is computed as it is written.
any_order = njit(cache=True, nogil=True, fastmath={"reassoc", "nsz", "contract"})
compiled = njit(cache=True, nogil=True)


@compiled
def degrees(tail: Array, head: Array, n: int) -> tuple[Array, Array]:
    """How many edges leave each node, and how many lead to it."""
    out, into = np.zeros(n, np.int64), np.zeros(n, np.int64)
    for e in range(len(tail)):
        out[tail[e]] += 1
        into[head[e]] += 1
    return out, into


@compiled
def ranked(out: Array) -> Array:
    """The place of each node when they stand by the edges that leave them, most first; a counting sort."""
    most = out.max()
    start = np.zeros(most + 2, np.int64)
    for degree in out:
        start[most - degree + 1] += 1
    start = np.cumsum(start)
    rank = np.empty(len(out), np.int32)
    for i in range(len(out)):
        rank[i] = start[most - out[i]]
        start[most - out[i]] += 1
    return rank


@compiled
def linked(tail: Array, head: Array, share: Array | None, rank: Array, into: Array) -> tuple[Array, Array, Array]:
    """`begin`, `source`, `part`: links `begin[j]` to `begin[j + 1]` lead to the node of rank j, each from the node of
    rank `source`, and have `part` of what leaves there (empty where there are no shares)."""
    begin = np.zeros(len(rank) + 1, np.int64)
    for i in range(len(rank)):
        begin[rank[i] + 1] = into[i]
    begin = np.cumsum(begin)
    at, source = begin[:-1].copy(), np.empty(len(tail), np.int32)
    part = np.empty(0 if share is None else len(tail))
    for e in range(len(tail)):
        j = rank[head[e]]
        source[at[j]] = rank[tail[e]]
        if share is not None:
            part[at[j]] = share[e]
        at[j] += 1
    return begin, source, part


@any_order
def sweep(begin: Array, source: Array, part: Array | None, damp: Array, b: Array, z: Array) -> float:
    """One step of Gauss and Seidel for y = b + Pᵀ z with z = damp ∘ y, in place. Answers ‖change of y‖₁."""
    moved = 0.0
    for j in range(len(z)):
        y = b[j]
        for q in range(begin[j], begin[j + 1]):
            y += z[source[q]] if part is None else part[q] * z[source[q]]
        moved += abs(damp[j] * y - z[j]) / damp[j]
        z[j] = damp[j] * y
    return moved


@compiled
def inflow(begin: Array, source: Array, part: Array | None, z: Array, j: int) -> float:
    """What the links bring to node j, where z holds what leaves each; a sum as Kahan makes it, right to 2ε."""
    total, lost = 0.0, 0.0
    for q in range(begin[j], begin[j + 1]):
        term = (z[source[q]] if part is None else part[q] * z[source[q]]) - lost
        larger = total + term
        lost = (larger - total) - term
        total = larger
    return total


@compiled
def residual(begin: Array, source: Array, part: Array | None, z: Array, v: Array, y: Array) -> Array:
    """r = v + Pᵀ z − y for the nodes that edges leave, where z = damp ∘ y is what leaves them."""
    r = np.empty(len(z))
    for j in range(len(z)):
        r[j] = v[j] + inflow(begin, source, part, z, j) - y[j]
    return r


@compiled
def finish(begin: Array, source: Array, part: Array | None, z: Array, v: Array, y: Array) -> None:
    """y = v + Pᵀ z for the nodes that no edge leaves, on which no other depends."""
    for j in range(len(z), len(y)):
        y[j] = v[j] + inflow(begin, source, part, z, j)
