"""Where the singular values stop being noise: the rank, and how clearly it is one."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from hiddenmath.linalg._arrays import MatrixError, as_matrix
from hiddenmath.linalg._bounds import UNIT, Vector


class Rank(NamedTuple):
    """`rank` of the singular values `s` are above `tolerance`.

    `gap` = s[rank−1]/s[rank], infinite where nothing is left below: a large gap is a clear rank, one near 1 an
    arbitrary cut through values that fade away.
    """

    rank: int
    tolerance: float
    gap: float
    s: Vector


def rank(A: ArrayLike, tol: float | None = None) -> Rank:
    """The number of singular values of A (m×n) above `tol`, by default max(m, n)·ε·σ₁, and the gap at this cut.

    ε is the precision of A's own dtype, because that is how exactly its entries are known: a float32 matrix has fewer
    certain digits than a float64 one. Raises MatrixError where A is no matrix. Cost: about 4mn² for m ≥ n.

    Source: Golub and Van Loan, "Matrix Computations", 4th edition, section 5.4.1; the default tolerance is MATLAB's
    and NumPy's.

    >>> answer = rank([[1.0, 2.0], [2.0, 4.0]])
    >>> answer.rank, answer.gap > 1e15
    (1, True)
    """
    matrix, dtype = as_matrix(A)
    return cut(np.linalg.svd(matrix, compute_uv=False), matrix.shape, dtype, tol)


def cut(s: Vector, shape: tuple[int, ...], dtype: DTypeLike, tol: float | None = None) -> Rank:
    """The rank of a matrix of this shape with the singular values s (descending)."""
    if tol is not None and not 0 <= tol < np.inf:
        raise MatrixError(f"tol is {tol}, but it is a bound on singular values: a number ≥ 0, or None for the default.")
    tolerance = float(max(shape) * np.finfo(np.dtype(dtype)).eps * s[0] if tol is None else tol)
    r = int((s > tolerance).sum())
    with np.errstate(over="ignore"):
        gap = float(s[r - 1] / s[r]) if 0 < r < len(s) and s[r] > 0 else np.inf
    return Rank(r, tolerance, gap, s)


def perturbation(found: Rank, shape: tuple[int, ...]) -> float:
    """‖E‖₂ for which the computed singular vectors are those of (A cut at its rank) + E, estimated.

    LAPACK's decompositions are exact for a matrix within a small multiple of u·σ₁, which in practice 4 max(m, n) u σ₁
    never falls short of; what the cut leaves out counts twice, because it may turn the vectors that are kept.
    """
    left_out = float(found.s[found.rank]) if found.rank < len(found.s) else 0.0
    return 4 * max(shape) * UNIT * float(found.s[0]) + 2 * left_out
