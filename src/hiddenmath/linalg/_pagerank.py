"""PageRank from edges: a walk on a network, solved for by Gauss and Seidel, with a bound on its ℓ₁ error."""

from math import ceil, log
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hiddenmath.linalg._arrays import MatrixError
from hiddenmath.linalg._bounds import UNIT, Vector
from hiddenmath.linalg._dask import is_dask
from hiddenmath.linalg._stationary import Stationary
from hiddenmath.linalg._telling import tell

REDUCED = 1e-5  # what single precision can take off a residual in one go, with two digits to spare
ROUNDINGS = 16  # of y, in a residual: products, Kahan's sum, and what is added to it


class Links(NamedTuple):
    """A network from the side of those that are linked to, its nodes by the edges that leave them, most first.

    `rank[i]`: the place of node i; links `begin[j]` to `begin[j + 1]` lead to place j, from `source`, with `part` of
    what leaves there (None: equal parts); `damp` turns what a node has into what leaves it along one edge, or along all
    where there are parts; `rounded` counts the roundings in that.
    """

    rank: NDArray[np.int32]
    begin: NDArray[np.int64]
    source: NDArray[np.int32]
    part: Vector | None
    damp: Vector
    rounded: Vector


def pagerank(
    tail: ArrayLike,
    head: ArrayLike,
    n: int,
    weight: ArrayLike | None = None,
    damping: float = 0.85,
    jump: ArrayLike | None = None,
    tol: float = 1e-10,
) -> Stationary:
    """The x (n,) with x = damping·Pᵀ x + (1 − damping)·jump, where P[i, j] is the share of j in the edges from i.

    tail, head (m,): integers below n, edge e leads from node `tail[e]` to `head[e]`; weight (m,): positive, 1 where
    it is None. Edges that stand there twice count twice. From a node without edges the walk goes on as `jump` says,
    (n,) ≥ 0, uniform by default. Equal to `stationary` of the matrix, which is never formed. Edges in Dask arrays,
    of the same chunks, stay on their workers. Raises MatrixError naming the edge that is none.

    y = damping·Pᵀ y + jump, where nodes without edges pass nothing on, is a multiple of x, and those nodes can wait
    until the end. Nodes stand by the number of their edges, so that what is read most often lies together; sweeps in
    single precision improve y by its residual in double. The map shrinks ℓ₁ distances, so that
    ‖x − exact‖₁ ≤ 2‖r‖₁ / ((1 − damping)‖y‖₁).
    Cost: two passes over the edges, and some ten sweeps for each two digits.

    Source: S. Brin, L. Page, 1998; D. Gleich, A. Gray, C. Greif, T. Lau, 'An inner-outer iteration for computing
    PageRank', 2010, for the system without nodes without edges; C. Moler 1967 for the two precisions.

    >>> pagerank([0, 1, 1], [1, 0, 2], 3).x.round(4)
    array([0.3032, 0.3936, 0.3032])
    """
    start = perf_counter()
    _check(damping, tol, n)
    v = _jump(jump, n)
    if is_dask(tail):
        from hiddenmath.linalg._dask_pagerank import dask_pagerank

        y, error, passes = dask_pagerank(tail, head, weight, n, v, damping, tol)
        return Stationary(y / y.sum(), error, passes, perf_counter() - start)
    ends = _edges(tail, head, weight, n)
    tell("Ordering the edges")
    links = _links(*ends, n, damping)
    placed = np.empty(n)
    placed[links.rank] = v
    y, error, passes = _solved(links, placed, damping, tol)
    return Stationary((y / y.sum())[links.rank], error, passes, perf_counter() - start)


def _links(tail: Any, head: Any, weight: Vector | None, n: int, damping: float) -> Links:
    from hiddenmath.linalg import _walk_kernel as kernel

    out, into = kernel.degrees(tail, head, n)
    rank = kernel.ranked(out)
    live = int(np.count_nonzero(out))
    placed = np.empty(n)
    placed[rank] = out
    edges, share = placed[:live], None
    if weight is not None:
        share = weight / np.bincount(tail, weight, n)[tail]
    begin, source, part = kernel.linked(tail, head, share, rank, into)
    if share is None:
        return Links(rank, begin, source, None, damping / edges, np.ones(live))
    return Links(rank, begin, source, part, np.full(live, damping), edges)


def _solved(links: Links, v: Vector, damping: float, tol: float) -> tuple[Vector, float, int]:
    """y with y = v + damping·Pᵀ y, the bound on y / ‖y‖₁, and how often the links were passed over."""
    from hiddenmath.linalg import _walk_kernel as kernel

    _, begin, source, part, damp, rounded = links
    single, parts = damp.astype(np.float32), None if part is None else part.astype(np.float32)
    y, live = v.copy(), len(damp)
    passes, before, most = 0, np.inf, ceil(log(REDUCED) / log(damping))
    while True:
        r = kernel.residual(begin, source, part, damp * y[:live], v, y)
        left, wanted = float(np.abs(r).sum()), tol * (1 - damping) * float(y.sum()) / 2
        passes += 1
        if left <= wanted / 2 or left > before / 2:
            break
        b, z = (r / left).astype(np.float32), np.zeros(live, np.float32)
        for _ in range(most):
            tell(f"Walking; off by {2 * left / (1 - damping) / float(y.sum()):.0e}", passes)
            passes += 1
            if kernel.sweep(begin, source, parts, single, b, z) < max(REDUCED, wanted / left / 10):
                break
        y[:live] += left * (z / damp)
        before = left
    kernel.finish(begin, source, part, damp * y[:live], v, y)
    size = float(y.sum())
    rounding = UNIT * (ROUNDINGS * size + float(rounded @ y[:live]))
    return y, 2 * (left + rounding) / ((1 - damping) * size), passes


def _check(damping: float, tol: float, n: int) -> None:
    if not 0 < damping < 1 - 1e-4:
        raise MatrixError(f"damping is {damping}, but it is a probability above 0 and below 0.9999, such as 0.85.")
    if not 0 < tol < 1:
        raise MatrixError(f"tol is {tol}, but it bounds an error of probabilities: between 0 and 1, such as 1e-9.")
    if n < 1:
        raise MatrixError("The network has no nodes: there is nowhere to walk.")


def _edges(tail: ArrayLike, head: ArrayLike, weight: ArrayLike | None, n: int) -> tuple[Any, Any, Vector | None]:
    """Whole numbers from 0 to n − 1; weights above 0, the largest of them 1."""
    ends = [np.ascontiguousarray(part) for part in (tail, head)]
    for name, part in zip(("tail", "head"), ends, strict=True):
        if part.ndim != 1 or (len(part) and part.dtype.kind not in "iu") or part.shape != ends[0].shape:
            raise MatrixError(f"{name} {part.shape} of {part.dtype} must hold whole numbers, one for each edge.")
        if len(part) and not 0 <= part.min() <= part.max() < n:
            e = int(np.flatnonzero((part < 0) | (part >= n))[0])
            raise MatrixError(f"{name}[{e}] is {part[e]}, but the {n} nodes are numbered from 0 to {n - 1}.")
    tail, head = (part if len(part) else part.astype(np.int32) for part in ends)
    if weight is None:
        return tail, head, None
    w = np.asarray(weight, dtype=np.float64)
    if w.shape != tail.shape:
        raise MatrixError(f"weight has shape {w.shape}, but there are {len(tail)} edges.")
    if not (np.isfinite(w) & (w >= 0)).all():
        e = int(np.flatnonzero(~(np.isfinite(w) & (w >= 0)))[0])
        raise MatrixError(f"weight[{e}] is {w[e]}, but the weight of an edge is a finite number, 0 or more.")
    w = w / w.max(initial=np.finfo(np.float64).tiny)
    keep = w > 0
    return (tail, head, w) if keep.all() else (tail[keep], head[keep], w[keep])


def _jump(jump: ArrayLike | None, n: int) -> Vector:
    v = np.full(n, 1 / n) if jump is None else np.array(jump, np.float64)
    if v.shape != (n,) or not (v >= 0).all() or not 0 < v.sum() < np.inf:
        raise MatrixError(f"jump has shape {v.shape}: for {n} nodes it must be {n} numbers ≥ 0 that are not all 0.")
    jumps: Vector = v / v.sum()
    return jumps
