"""The polar decomposition: every linear map is a stretch followed by a rotation."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from hiddenmath.linalg._arrays import Matrix, MatrixError, as_matrix
from hiddenmath.linalg._bounds import gamma, norm
from hiddenmath.linalg._lapack import gesdd
from hiddenmath.linalg._range import raised, shift, shifted


class Polar(NamedTuple):
    """A = U P: `U` (m×n) has orthonormal columns, `P` (n×n) is positive semidefinite. `error` bounds ‖A − U P‖_F and
    `defect` ‖UᴴU − I‖_F, both proved."""

    U: Matrix
    P: Matrix
    error: float
    defect: float


def polar(A: ArrayLike) -> Polar:
    """A (m×n, m ≥ n) = U P, from A = W S Vᴴ: U = W Vᴴ and P = V S Vᴴ.

    U is the matrix with orthonormal columns that is closest to A (so the best rotation between two sets of points,
    the orthogonal Procrustes problem), unique where A has full rank. For m < n take polar(Aᴴ): A = P Uᴴ. Raises
    MatrixError where A is no matrix or wide. Cost: about 14mn² + 12n³.
    Source: Higham, "Functions of Matrices", 2008, chapter 8.

    >>> polar([[0.0, -2.0], [3.0, 0.0]]).U.round(12) + 0.0
    array([[ 0., -1.],
           [ 1.,  0.]])
    """
    matrix, dtype = as_matrix(A)
    m, n = matrix.shape
    if m < n:
        raise MatrixError(
            f"A is {m}×{n}, but {n} orthonormal columns need at least {n} rows. Pass A.conj().T: from A.conj().T = U P "
            "follows A = P Uᴴ."
        )
    exponent = shift(matrix)
    matrix = shifted(matrix, -exponent)
    W, s, Vt = gesdd(matrix)
    U = (W @ Vt).astype(dtype)
    P = (Vt.conj().T * s) @ Vt
    P = shifted((P + P.conj().T) / 2, exponent).astype(dtype)
    wide, stretch = U.astype(matrix.dtype), shifted(P.astype(matrix.dtype), -exponent)
    γ = gamma(m + n + 8, matrix)
    error = norm(matrix - wide @ stretch) * (1 + γ) + γ * (norm(matrix) + norm(wide) * norm(stretch))
    defect = norm(wide.conj().T @ wide - np.eye(n)) * (1 + γ) + γ * norm(wide) ** 2
    return Polar(U, P, raised(error, exponent), float(defect))
