"""`pagerank` of edges in Dask arrays: the edges stay on the workers, what there is of each node comes home."""

from typing import Any

import numpy as np
from scipy.sparse import csr_array

from hiddenmath.linalg._arrays import MatrixError
from hiddenmath.linalg._bounds import UNIT, Vector
from hiddenmath.linalg._dask import compute, persist, tree_sum
from hiddenmath.linalg._telling import tell


def dask_pagerank(
    tail: Any, head: Any, weight: Any | None, n: int, v: Vector, damping: float, tol: float
) -> tuple[Vector, float, int]:
    """y with y = v + damping·Pᵀ y, the bound on y / ‖y‖₁ as `pagerank` says it, and the passes over the edges.

    Each worker keeps its edges as a sparse matrix; at each step it gets z = damping·y / strength, and answers n sums.
    """
    from dask.delayed import delayed

    parts = _parts(tail, head, weight)
    out, leaving, arriving = compute([tree_sum([delayed(_counted)(*part, n) for part in parts])])[0]
    if not np.isfinite(out).all():
        raise MatrixError("The weights that leave a node add up to more than float64 holds. Divide them all by one.")
    share = np.divide(damping, out, out=np.zeros(n), where=out > 0)
    links = persist([delayed(_links)(*part, n) for part in parts])
    y, passes, step = v.copy(), 0, np.inf
    while True:
        z = delayed(share * y, pure=True)
        new = v + compute([tree_sum([delayed(_inflow)(link, z) for link in links])])[0]
        passes += 1
        before, step = step, float(np.abs(new - y).sum())
        size = float(new.sum())
        tell(f"Walking; off by {2 * step / (1 - damping) / size:.0e}", passes)
        y = new
        if step <= tol * (1 - damping) * size / 4 or step >= before:
            break
    rounding = UNIT * float((leaving + arriving + len(parts) + 8) @ y)
    return y, 2 * (damping * step + rounding) / ((1 - damping) * size), passes


def _parts(tail: Any, head: Any, weight: Any | None) -> list[tuple[Any, ...]]:
    """The chunks of each, which belong together."""
    arrays = [tail, head] if weight is None else [tail, head, weight]
    if any(array.ndim != 1 or array.chunks != tail.chunks for array in arrays):
        chunks = ", ".join(str(array.chunks) for array in arrays)
        raise MatrixError(f"The edges have the chunks {chunks}, but all must be the same. Rechunk them to tail.chunks.")
    columns = [array.to_delayed().ravel() for array in arrays]
    return [(*part, None)[:3] for part in zip(*columns, strict=True)]


class _Sums(tuple[Any, ...]):
    """Three vectors that are added each to its own."""

    def __add__(self, other: Any) -> "_Sums":
        with np.errstate(over="ignore"):  # the sum is looked at
            return _Sums(a + b for a, b in zip(self, other, strict=True))


def _counted(tail: Any, head: Any, weight: Any | None, n: int) -> _Sums:
    """Of each node: the weight and the number of the edges that leave it, and the number of those that lead to it."""
    tail, head, w = _checked(tail, head, weight, n)
    out = np.bincount(tail, w, n).astype(np.float64)
    return _Sums((out, np.bincount(tail, minlength=n), np.bincount(head, minlength=n)))


def _links(tail: Any, head: Any, weight: Any | None, n: int) -> csr_array:
    tail, head, w = _checked(tail, head, weight, n)
    return csr_array((np.ones(len(tail)) if w is None else w, (head, tail)), shape=(n, n))


def _inflow(link: csr_array, z: Vector) -> Vector:
    into: Vector = link @ z
    return into


def _checked(tail: Any, head: Any, weight: Any | None, n: int) -> tuple[Any, Any, Vector | None]:
    for name, part in (("tail", tail), ("head", head)):
        if part.dtype.kind not in "iu" or (len(part) and not 0 <= part.min() <= part.max() < n):
            raise MatrixError(f"{name} has a chunk that is no whole numbers from 0 to {n - 1}.")
    if weight is None:
        return tail, head, None
    w = np.asarray(weight, dtype=np.float64)
    if not (np.isfinite(w) & (w >= 0)).all():
        raise MatrixError("weight has a chunk with a number below 0, or none that is finite.")
    return tail, head, w
