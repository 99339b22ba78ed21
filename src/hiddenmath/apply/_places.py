"""Where the nodes of a small network stand on a page: as far apart as there are edges between them."""

import numpy as np
from numpy.typing import NDArray

STEPS = 200


def places(edges: NDArray[np.intp], n: int) -> NDArray[np.float64]:
    """Points (n, 2) whose distances are near to those in the network, where an edge is 1 long whatever its direction.

    Minimises Σ (‖pᵢ − pⱼ‖ − dᵢⱼ)² / dᵢⱼ² from a circle: each step solves a linear system, and none makes it worse. They
    are turned so that they are spread out most from left to right.

    Source: E. Gansner, Y. Koren, S. North, 'Graph drawing by stress majorization', 2004.

    >>> a, b, c = places(np.array([[0, 1], [1, 2]]), 3)
    >>> bool(np.linalg.norm(a - c) > 1.9 * np.linalg.norm(a - b) > 1.8)
    True
    """
    turn = 2 * np.pi * np.arange(n) / n
    p = np.column_stack([np.sin(turn), -np.cos(turn)])
    if n < 2:
        return p * 0
    d = _distances(edges, n)
    w = d**-2.0
    inverse = np.linalg.pinv(np.diag(w.sum(axis=1)) - w)
    for _ in range(STEPS):
        apart = np.linalg.norm(p[:, None] - p[None], axis=2)
        pull = 1 / (d * np.where(apart > 0, apart, np.inf))
        p = inverse @ (pull.sum(axis=1)[:, None] * p - pull @ p)
    p -= p.mean(axis=0)
    lying: NDArray[np.float64] = p @ np.linalg.svd(p, full_matrices=False)[2].T
    return lying


def _distances(edges: NDArray[np.intp], n: int) -> NDArray[np.float64]:
    """How many edges apart the nodes are, infinite on the diagonal; parts that are not joined stand apart by more."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import shortest_path

    joined = csr_array((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(n, n))
    d = shortest_path(joined, directed=False, unweighted=True)
    finite = d[np.isfinite(d)].max(initial=1)
    d[np.isinf(d)] = finite + 1
    np.fill_diagonal(d, np.inf)
    return d
