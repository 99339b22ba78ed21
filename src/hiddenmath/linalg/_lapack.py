"""LAPACK and BLAS as SciPy brings them. A hot path stays with them: NumPy's wheel has a thread pool of its own.

SciPy's part takes a third of a second to import; so it is imported where it is used.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from hiddenmath.linalg._arrays import Matrix
from hiddenmath.linalg._tall import adjoint

# Rows are made absolute a few at a time, into a buffer of so many numbers that stays in the cache.
BUFFER = 1 << 15


def routine(name: str, A: Matrix) -> Callable[..., Any]:
    """LAPACK's `name` for the type of A: d… for float64, z… for complex128."""
    from scipy.linalg import lapack

    found: Callable[..., Any] = getattr(lapack, ("z" if np.iscomplexobj(A) else "d") + name)
    return found


def gesdd(A: Matrix, full_matrices: bool = False) -> tuple[Matrix, Matrix, Matrix]:
    """U, s, Vt of A by LAPACK's gesdd, as NumPy brings it.

    Where its divide and conquer does not converge, which happens where very many values are equal, by SciPy's gesvd: QR
    iteration, several times slower.
    """
    try:
        return np.linalg.svd(A, full_matrices=full_matrices)
    except np.linalg.LinAlgError:
        from scipy.linalg import svd

        U, s, Vt = svd(A, full_matrices=full_matrices, lapack_driver="gesvd", check_finite=False)
        return U, s, Vt


def _blas(name: str, complex_name: str, A: Matrix) -> Callable[..., Any]:
    from scipy.linalg import blas

    found: Callable[..., Any] = getattr(blas, complex_name if np.iscomplexobj(A) else name)
    return found


def times(A: Any, X: Any) -> Any:
    """A X for A (m×n, row by row in memory: BLAS sees Aᵀ, column by column, so nothing is copied) and X (n×k); arrays
    of another library are multiplied by that."""
    if not isinstance(A, np.ndarray):
        return A @ X
    if X.shape[1] == 1:
        return _blas("dgemv", "zgemv", A)(1.0, A.T, X[:, 0], trans=1)[:, None]
    return _blas("dgemm", "zgemm", A)(1.0, A.T, X, trans_a=1)


def adjoint_times(A: Any, X: Any) -> Any:
    """Aᴴ X for A (m×n, row by row in memory, or of another library) and X (m×k)."""
    if not isinstance(A, np.ndarray):
        return adjoint(adjoint(X) @ A)  # JAX would copy A to turn it
    return _blas("dgemm", "zgemm", A)(1.0, A.T, X.conj()).conj()


def gram(A: Matrix, rows: int) -> Matrix:
    """AᴴA for A (m×n, row by row in memory): half of the products, summed over blocks of so many rows."""
    G = np.zeros((A.shape[1],) * 2, A.dtype, order="F")
    for i in range(0, len(A), rows):
        G = half_gram(G, A[i : i + rows])
    return whole(G)


def weighted_gram(A: Matrix, root: Matrix, X: Matrix, rows: int) -> tuple[Matrix, Matrix]:
    """AᴴWA and AᴴX for A (m×n, row by row in memory), W = diag(root²) and X (m×k), summed over blocks of so many rows,
    which stay in the cache while they are multiplied by `root` (m,)."""
    sums = np.zeros((A.shape[1], X.shape[1]), A.dtype)
    G = np.zeros((A.shape[1],) * 2, A.dtype, order="F")
    place = np.empty((min(rows, len(A)), A.shape[1]), A.dtype)
    for i in range(0, len(A), rows):
        block = A[i : i + rows]
        sums += adjoint_times(block, X[i : i + rows])
        G = half_gram(G, np.multiply(block, root[i : i + rows, None], out=place[: len(block)]))
    return whole(G), sums


def half_gram(G: Matrix, A: Matrix) -> Matrix:
    """G + AᴴA for A (m×n, row by row in memory), in the memory of G (column by column): its upper triangle, conjugate
    if complex, which `whole` completes."""
    added: Matrix = _blas("dsyrk", "zherk", A)(1.0, A.T, beta=1.0, c=G, overwrite_c=1)
    return added


def whole(G: Matrix) -> Matrix:
    """The Hermitian matrix of which G, of `half_gram`, is a half."""
    upper = np.triu(G, 1)
    both: Matrix = upper.conj() + upper.T + np.diag(G.diagonal().real)
    return both


def absolute_times(A: Matrix, V: Matrix) -> Matrix:
    """|A| V for A (m×n) and a real V (n×k), without a second matrix as large as A."""
    m, n = A.shape
    rows = max(1, BUFFER // n)
    buffer = np.empty((rows, n))
    product = np.empty((m, V.shape[1]))
    for i in range(0, m, rows):
        part = np.abs(A[i : i + rows], out=buffer[: min(rows, m - i)])
        product[i : i + rows] = times(part, V)
    return product


def size_of_all(A: Matrix) -> float:
    """The sum of all |entries| of A (row by row in memory), complex ones up to a factor of √2; not finite unless all
    entries are."""
    asum = _blas("dasum", "dzasum", A)
    return float(sum(asum(part) for part in _parts(A)))


def largest(A: Matrix) -> float:
    """The largest |entry| of A (row by row in memory), complex ones up to a factor of √2."""
    amax = _blas("idamax", "izamax", A)
    found = (part[amax(part)] for part in _parts(A))
    return max((float(max(abs(at.real), abs(at.imag))) for at in found), default=0.0)


def _parts(A: Matrix) -> list[Matrix]:
    """All entries, in lengths that BLAS can count: its integers have 32 bits."""
    values = A.reshape(-1)
    return [values[i : i + (1 << 30)] for i in range(0, len(values), 1 << 30)]
