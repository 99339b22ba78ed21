"""Is A its own conjugate transpose? Rounding may have made it differ a little; more is refused."""

from math import sqrt
from typing import Any

import numpy as np

from hiddenmath.linalg._arrays import MatrixError
from hiddenmath.linalg._bounds import norm
from hiddenmath.linalg._operator import Operator
from hiddenmath.linalg._tall import Tall, adjoint

# What rounding leaves, relative to the largest entry.
SYMMETRIC = 100 * float(np.finfo(np.float64).eps)
ROWS = 512  # of A and Aᴴ at a time are compared


def hermitian(A: Operator, given: Any, sign: float) -> Operator:
    """sign·A (sign = ±1), where A is Hermitian up to rounding.

    Of a dense A the Hermitian part is taken. What A − Aᴴ may change is counted as rounding of the products: then the
    bounds hold for the Hermitian part, and for the Hermitian matrices whose lower or upper triangle is that of A.
    """
    if A.array is not None:
        array = A.dense()
        half = (array + adjoint(array)) * (sign / 2)
        times, asymmetry = half.__matmul__, _dense_asymmetry(array, A) / 2
        return A._replace(array=half, times=times, adjoint=times, rounding=A.rounding + asymmetry)
    if hasattr(given, "nnz"):
        A = A._replace(rounding=A.rounding + float(np.ldexp(_sparse_asymmetry(given), -A.exponent)))
    else:
        _refuse_unsymmetric_products(A)
    if sign > 0:
        return A

    def negative(X: Tall) -> Tall:
        return -A.times(X)

    return A._replace(times=negative, adjoint=negative)


def _dense_asymmetry(array: Tall, A: Operator) -> float:
    """‖A − Aᴴ‖_F."""
    n, xp, worst, square = len(array), A.library.xp, 0.0, 0.0
    for i in range(0, n, ROWS):  # so that no second matrix of this size is needed
        difference = xp.abs(array[i : i + ROWS] - adjoint(array[:, i : i + ROWS]))
        largest = float(difference.max())
        if largest > 0:
            square += norm(difference) ** 2
        if largest > worst:
            worst, at = largest, i * n + int(difference.reshape(-1).argmax())
    if worst > SYMMETRIC * float(xp.abs(array).max()):
        i, j = divmod(at, n)
        raise _not_symmetric(n, i, j, array[i, j], array[j, i], worst)
    return sqrt(square)


def _sparse_asymmetry(A: Any) -> float:
    """‖A − Aᴴ‖_F of a sparse matrix of SciPy."""
    A = A.astype(np.promote_types(A.dtype, np.float64)).tocsr()
    skew = (A - A.conj().T).tocoo()
    sizes = np.abs(skew.data)
    worst = float(sizes.max(initial=0.0))
    if worst > SYMMETRIC * float(np.abs(A.data).max(initial=0.0)):
        at = int(sizes.argmax())
        i, j = int(skew.row[at]), int(skew.col[at])
        raise _not_symmetric(A.shape[0], i, j, A[i, j], A[j, i], worst)
    return worst * float(np.linalg.norm(sizes / worst)) if worst else 0.0


def _refuse_unsymmetric_products(A: Operator) -> None:
    """⟨A x, y⟩ = ⟨x, A y⟩ for random x and y is all that products alone can show."""
    X = np.random.default_rng(0).standard_normal((A.shape[0], 2))
    AX = A.times(X)
    difference = abs(complex(np.vdot(AX[:, 0], X[:, 1]) - np.vdot(X[:, 0], AX[:, 1])))
    if difference > SYMMETRIC * 1e3 * float(np.linalg.norm(AX)) * float(np.linalg.norm(X)):
        raise MatrixError(
            f"A ({A.shape[0]}×{A.shape[1]}) is not symmetric: ⟨A x, y⟩ and ⟨x, A y⟩ differ by {difference:.1e} for "
            "random x and y. For its singular values use svd; for its symmetric part use (A + A.T)/2."
        )


def _not_symmetric(n: int, i: int, j: int, above: Any, below: Any, worst: float) -> MatrixError:
    return MatrixError(
        f"A ({n}×{n}) is not symmetric: A[{i}, {j}] = {above} but A[{j}, {i}] = {below} (this asymmetry, {worst:.1e}, "
        "is the largest; both are scaled if A's numbers are extreme). For its symmetric part use (A + A.T)/2; for "
        "singular values use svd; for eigenvalues of a general matrix numpy.linalg.eig."
    )
