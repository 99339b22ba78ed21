"""The three factorisations that everything else is made of: QR, Cholesky, LU; each with what it leaves over."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from hiddenmath.linalg._arrays import Matrix, MatrixError, as_matrix
from hiddenmath.linalg._bounds import gamma, norm
from hiddenmath.linalg._lapack import routine
from hiddenmath.linalg._range import raised, shift, shifted
from hiddenmath.linalg._structure import is_hermitian, square


class QR(NamedTuple):
    """A[:, order] = Q R: `Q` (m×k) with orthonormal columns, `R` (k×n) upper triangular, k = min(m, n).

    `error` bounds ‖A[:, order] − Q R‖_F and `defect` ‖QᴴQ − I‖_F, both proved.
    """

    Q: Matrix
    R: Matrix
    order: NDArray[np.int64]
    error: float
    defect: float


class Cholesky(NamedTuple):
    """A = L Lᴴ: `L` (n×n) lower triangular with a positive diagonal; `error` bounds ‖A − L Lᴴ‖_F, proved."""

    L: Matrix
    error: float


class LU(NamedTuple):
    """A[order] = L U: `L` (m×k) unit lower triangular, `U` (k×n) upper triangular, k = min(m, n).

    `error` bounds ‖A[order] − L U‖_F, proved; `growth` = max|U| / max|A|: large only where elimination is unstable.
    """

    order: NDArray[np.int64]
    L: Matrix
    U: Matrix
    error: float
    growth: float

    @property
    def P(self) -> Matrix:
        """The permutation matrix (m×m) with A = P L U."""
        return np.eye(len(self.order), dtype=self.L.dtype)[:, np.argsort(self.order)].T.copy()


class NotPositiveDefiniteError(MatrixError, np.linalg.LinAlgError):
    """A matrix that was said to be positive definite has a direction x with xᴴA x ≤ 0."""


def qr(A: ArrayLike, pivot: bool = False) -> QR:
    """A (m×n) = Q R by Householder reflections, R with a diagonal ≥ 0: for independent columns this is the only one.

    With `pivot`, each step takes the longest column that is left, so that the diagonal of R falls and shows the rank.
    Raises MatrixError where A is no matrix. Cost: 4mn² − 4n³/3 for m ≥ n, and 2mn² for the bounds.
    Source: Golub and Van Loan, "Matrix Computations", 4th edition, sections 5.2 and 5.4.2.

    >>> answer = qr([[3.0, 1.0], [4.0, 2.0]])
    >>> answer.R.round(12)
    array([[5. , 2.2],
           [0. , 0.4]])
    """
    from scipy.linalg import qr as householder

    matrix, dtype = as_matrix(A)
    exponent = shift(matrix)
    matrix = shifted(matrix, -exponent)
    n = matrix.shape[1]
    if pivot:
        Q, R, order = householder(matrix, mode="economic", pivoting=True, check_finite=False)
    else:
        (Q, R), order = householder(matrix, mode="economic", check_finite=False), np.arange(n)
    d = R.diagonal()
    sign = np.where(d == 0, 1, d / np.where(d == 0, 1, np.abs(d)))
    Q[:, : len(sign)] *= sign
    R[: len(sign)] *= sign.conj()[:, None]
    Q, R = Q.astype(dtype), _narrow(R, exponent, dtype)
    γ = gamma(sum(matrix.shape) + 8, matrix)
    defect = norm(Q.conj().T.astype(matrix.dtype) @ Q - np.eye(Q.shape[1])) * (1 + γ) + γ * norm(Q) ** 2
    return QR(Q, R, order.astype(np.int64), _left_over(matrix[:, order], Q, R, exponent), float(defect))


def cholesky(A: ArrayLike) -> Cholesky:
    """A (n×n, Hermitian positive definite) = L Lᴴ.

    An asymmetry as small as rounding makes it is averaged away; `error` is against A as it was given. Raises
    NotPositiveDefiniteError where a pivot is not positive, MatrixError where A is not Hermitian or no square matrix.
    Cost: n³/3, and 2n³ for the bound. Source: Golub and Van Loan, "Matrix Computations", 4th edition, section 4.2.

    >>> cholesky([[4.0, 2.0], [2.0, 5.0]]).L
    array([[2., 0.],
           [1., 2.]])
    """
    matrix, dtype = as_matrix(A)
    exponent = shift(square(matrix))
    exponent += exponent % 2  # L is shifted by half
    matrix = shifted(matrix, -exponent)
    even = matrix if is_hermitian(matrix) else _averaged(matrix, dtype)
    R, failed = routine("potrf", even)(even.T, lower=0)  # A in rows is Aᵀ in columns: Aᵀ = RᴴR, A = Rᵀ(Rᵀ)ᴴ
    if failed:
        raise _indefinite(len(even), int(failed))
    L = shifted(R.T, exponent // 2).astype(dtype)
    unit = shifted(L.astype(matrix.dtype), -(exponent // 2))
    γ = gamma(len(L) + 8, matrix)
    error = norm(matrix - unit @ unit.conj().T) * (1 + γ) + γ * (norm(matrix) + norm(unit) ** 2)
    return Cholesky(L, raised(error, exponent))


def lu(A: ArrayLike) -> LU:
    """A (m×n), its rows reordered, = L U, by elimination with the largest pivot of each column (|L| ≤ 1).

    Also for singular and rectangular A; to solve a system, `solve` does more. Raises MatrixError where A is no matrix.
    Cost: n²(m − n/3) for m ≥ n, and 2mn² for the bound.
    Source: Golub and Van Loan, "Matrix Computations", 4th edition, section 3.4.

    >>> answer = lu([[1.0, 2.0], [4.0, 4.0]])
    >>> answer.order, answer.L, answer.U
    (array([1, 0]), array([[1.  , 0.  ], [0.25, 1.  ]]), array([[4., 4.], [0., 1.]]))
    >>> answer.P @ answer.L @ answer.U
    array([[1., 2.],
           [4., 4.]])
    """
    from scipy.linalg import lu as eliminate

    matrix, dtype = as_matrix(A)
    exponent = shift(matrix)
    matrix = shifted(matrix, -exponent)
    p, L, U = eliminate(matrix, p_indices=True, check_finite=False)
    order = np.argsort(p)
    growth = float(np.abs(U).max() / max(np.abs(matrix).max(), np.finfo(np.float64).tiny))
    L, U = L.astype(dtype), _narrow(U, exponent, dtype)
    return LU(order, L, U, _left_over(matrix[order], L, U, exponent), growth)


def _narrow(factor: Matrix, exponent: int, dtype: DTypeLike) -> Matrix:
    with np.errstate(over="ignore"):
        narrow = shifted(factor, exponent).astype(dtype)
    if not np.isfinite(narrow).all():
        raise MatrixError(
            f"A has entries so large that its triangular factor overflows {narrow.dtype}. Divide A by 16."
        )
    return narrow


def _left_over(A: Matrix, left: Matrix, right: Matrix, exponent: int) -> float:
    """Bounds ‖A·2^exponent − left·right‖_F; the rounding of this line is counted in."""
    left, right = left.astype(A.dtype), shifted(right.astype(A.dtype), -exponent)
    γ = gamma(sum(A.shape) + 8, A)
    return raised(norm(A - left @ right) * (1 + γ) + γ * (norm(A) + norm(left) * norm(right)), exponent)


def _averaged(A: Matrix, dtype: DTypeLike) -> Matrix:
    apart = np.abs(A - A.conj().T)
    i, j = np.unravel_index(apart.argmax(), A.shape)
    if apart[i, j] > 8 * len(A) * np.finfo(np.dtype(dtype)).eps * np.abs(A).max():
        raise MatrixError(
            f"A ({len(A)}×{len(A)}) is not symmetric: A[{i}, {j}] = {A[i, j]:.6g}, but A[{j}, {i}] = {A[j, i]:.6g}. "
            "A covariance or AᵀA is symmetric by itself; if only one triangle was filled, mirror it first. "
            "For a general matrix use lu(A), or solve(A, b)."
        )
    return np.ascontiguousarray((A + A.conj().T) / 2)


def _indefinite(n: int, failed: int) -> NotPositiveDefiniteError:
    return NotPositiveDefiniteError(
        f"A ({n}×{n}) is not positive definite: its leading {failed}×{failed} block is not, because pivot {failed - 1} "
        "is not positive. A covariance of fewer rows than columns, equal columns, or a wrong sign is the likeliest "
        "cause. solve(A, b) needs no positive definite A; a covariance is mended by adding to its diagonal: "
        "A + λ·np.eye(n)."
    )
