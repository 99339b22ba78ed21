"""Orthonormal bases of the subspaces that a matrix makes, and the projection onto its column space."""

from math import asin, inf, pi
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hiddenmath.linalg._arrays import Matrix, as_matrix
from hiddenmath.linalg._lapack import gesdd
from hiddenmath.linalg._rank import Rank, cut, perturbation
from hiddenmath.linalg._rhs import as_columns


class Subspace(NamedTuple):
    """`basis`: orthonormal columns, as many as the space has dimensions.

    `rank` of the matrix, the `tolerance` and the `gap` at which its singular values were cut (see `Rank`); `angle`: how
    far the space can be turned by rounding, in radians, estimated; infinite where the gap is too small to tell.
    """

    basis: Matrix
    rank: int
    tolerance: float
    gap: float
    angle: float


class Projection(NamedTuple):
    """`point` + `rest` = b: the part in the column space and the part orthogonal to it, of b's shape; `rank`: the
    dimension of the column space; `error`: bounds ‖point − exact‖₂, estimated; one number, or one a column of b."""

    point: NDArray[Any]
    rest: NDArray[Any]
    rank: int
    error: Any


def orth(A: ArrayLike, tol: float | None = None) -> Subspace:
    """An orthonormal basis Q (m×r) of the column space of A (m×n), r its rank: every A x is some Q y.

    The left singular vectors of all singular values above `tol` (see `rank`). Raises MatrixError where A is no matrix.
    Cost: about 14mn² + 8n³ for m ≥ n. Source: Golub and Van Loan, "Matrix Computations", 4th edition, section 2.4.

    >>> orth([[3.0, 6.0], [4.0, 8.0]]).basis.round(12) * -1
    array([[0.6],
           [0.8]])
    """
    matrix, dtype = as_matrix(A)
    U, s, _ = gesdd(matrix)
    found = cut(s, matrix.shape, dtype, tol)
    return _subspace(U[:, : found.rank].astype(dtype), found, matrix.shape)


def null_space(A: ArrayLike, tol: float | None = None) -> Subspace:
    """An orthonormal basis N (n×(n − r)) of the x with A x = 0, for A (m×n) of rank r.

    The right singular vectors of all singular values that are zero or up to `tol` (see `rank`); n×0 where only x = 0
    is left. Raises MatrixError where A is no matrix. Cost: about 4m²n + 22n³.
    Source: Golub and Van Loan, "Matrix Computations", 4th edition, section 2.4.

    >>> N = null_space([[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    >>> N.basis.shape, bool(abs(N.basis[0] + N.basis[1]) < 1e-15)
    ((3, 1), True)
    """
    matrix, dtype = as_matrix(A)
    _, s, Vt = gesdd(matrix, full_matrices=True)
    found = cut(s, matrix.shape, dtype, tol)
    return _subspace(Vt[found.rank :].conj().T.astype(dtype), found, matrix.shape)


def projection(A: ArrayLike, b: ArrayLike, tol: float | None = None) -> Projection:
    """The point of the column space of A (m×n) that is closest to b (m,) or (m, k): Q Qᴴ b, Q = `orth(A)`.

    Without AᴴA, whose inverse would lose twice as many digits; twice, so that `rest` is orthogonal to A even where it
    is tiny (Giraud, Langou, Rozložník 2005). Raises MatrixError where A or b cannot be used. Cost: that of `orth`.

    >>> answer = projection([[1.0], [1.0]], [3.0, 1.0])
    >>> answer.point.round(12), answer.rest.round(12)
    (array([2., 2.]), array([ 1., -1.]))
    """
    matrix, dtype = as_matrix(A)
    B, dtype_of_b = as_columns(b, len(matrix))
    dtype = np.result_type(dtype, dtype_of_b)
    U, s, _ = gesdd(matrix)
    found = cut(s, matrix.shape, dtype, tol)
    Q = U[:, : found.rank]
    rest = B - Q @ (Q.conj().T @ B)
    rest -= Q @ (Q.conj().T @ rest)
    turned = np.sin(min(_angle(found, matrix.shape), pi / 2)) + 4 * len(matrix) * np.finfo(dtype).eps
    error = turned * np.linalg.norm(B, axis=0)
    shape = np.shape(b)
    point, rest = (B - rest).astype(dtype).reshape(shape), rest.astype(dtype).reshape(shape)
    return Projection(point, rest, found.rank, error if len(shape) == 2 else error[0])


def _subspace(basis: Matrix, found: Rank, shape: tuple[int, ...]) -> Subspace:
    return Subspace(basis, found.rank, found.tolerance, found.gap, _angle(found, shape))


def _angle(found: Rank, shape: tuple[int, ...]) -> float:
    """sin θ ≤ ‖E‖/(σᵣ − ‖E‖), Wedin 1972, where σᵣ is the last value that is kept."""
    if found.rank == 0:
        return 0.0
    E = perturbation(found, shape)
    last = float(found.s[found.rank - 1])
    return asin(E / (last - E)) if last > 2 * E else inf
