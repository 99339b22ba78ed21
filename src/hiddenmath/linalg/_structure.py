"""Which zeros and symmetries a square matrix has: what makes a system cheaper to solve."""

from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from hiddenmath.linalg._arrays import Matrix, MatrixError, as_matrix

Name = Literal[
    "diagonal", "tridiagonal", "banded", "lower triangular", "upper triangular",
    "symmetric", "Hermitian", "sparse", "general",
]  # fmt: skip

# A square tile of the comparison with the transpose: two of them stay in the fastest cache.
TILE = 128
# Sparse factorisations pay only where rows are nearly empty, and never on a matrix that LAPACK solves in a moment.
FULLEST, SMALLEST = 0.05, 1000


class Structure(NamedTuple):
    """`name` says it in words; A[i, j] = 0 where i − j > `lower` or j − i > `upper`; `hermitian`: A = Aᴴ, exactly."""

    name: Name
    lower: int
    upper: int
    hermitian: bool


def structure(A: ArrayLike) -> Structure:
    """The structure of A (n×n, dense or SciPy sparse) by which `solve` chooses its factorisation.

    Zeros are exact zeros and symmetry is equality to the last bit: then using it changes nothing. Every look stops at
    the first entry that contradicts, so a general dense matrix is read at a few places only; a structured one at most
    three times. Raises MatrixError where A is no square matrix. Cost: O(1) to n² comparisons.

    >>> structure([[2.0, 1.0, 0.0], [1.0, 2.0, 1.0], [0.0, 1.0, 2.0]])
    Structure(name='tridiagonal', lower=1, upper=1, hermitian=True)
    >>> structure([[1.0, 0.0], [3.0, 4.0]]).name
    'lower triangular'
    """
    if hasattr(A, "tocoo"):
        return look_sparse(square(A))
    return look(square(as_matrix(A)[0]))


def square(A: Any) -> Any:
    """A itself, where it is square."""
    m, n = A.shape
    if m != n:
        kind = "more equations than unknowns" if m > n else "more unknowns than equations"
        raise MatrixError(
            f"A is {m}×{n}, but only a square matrix has one solution for every b. It has {kind}: "
            "lstsq(A, b) finds the best x. If a row or column too many was read, leave it out."
        )
    return A


def look(A: Matrix) -> Structure:
    """The structure of the dense A (n×n, row by row in memory)."""
    from scipy.linalg import bandwidth

    n = len(A)
    lower, upper = (int(width) for width in bandwidth(A))
    name = by_bandwidth(n, lower, upper)
    if name in ("diagonal", "lower triangular", "upper triangular"):
        return Structure(name, lower, upper, hermitian=lower + upper == 0 and not np.imag(A.diagonal()).any())
    hermitian = is_hermitian(A)
    if name != "general":
        return Structure(name, lower, upper, hermitian)
    if _pays_as_sparse(A):
        return Structure("sparse", lower, upper, hermitian)
    if hermitian:
        name = "Hermitian" if np.iscomplexobj(A) else "symmetric"
    return Structure(name, lower, upper, hermitian)


def look_sparse(A: Any) -> Structure:
    """The structure of a SciPy sparse matrix: its name is "sparse" unless its band is narrow."""
    entries = A.tocoo()
    apart = entries.row.astype(np.int64) - entries.col
    lower, upper = max(0, int(apart.max(initial=0))), max(0, int(-apart.min(initial=0)))
    name = by_bandwidth(A.shape[0], lower, upper)
    hermitian = (A != A.conj().T).nnz == 0
    return Structure(name if name in ("diagonal", "tridiagonal", "banded") else "sparse", lower, upper, hermitian)


def by_bandwidth(n: int, lower: int, upper: int) -> Name:
    """A band counts as narrow where LAPACK's band storage, with the room for row exchanges, is at most half of A."""
    if lower == upper == 0:
        return "diagonal"
    if upper == 0:
        return "lower triangular"
    if lower == 0:
        return "upper triangular"
    if lower == upper == 1 and n >= 3:
        return "tridiagonal"
    return "banded" if 2 * lower + upper + 1 <= n / 2 else "general"


def is_hermitian(A: Matrix) -> bool:
    """A = Aᴴ, exactly; compared at a few places, then tile by tile, until something differs."""
    n = len(A)
    pairs = ((n - 1, 0), (n // 2, 0), (n - 1, n // 2), (2 * n // 3, n // 3))
    if any(A[i, j] != A[j, i].conjugate() for i, j in pairs):
        return False
    return all(
        np.array_equal(A[i : i + TILE, j : j + TILE], A[j : j + TILE, i : i + TILE].conj().T)
        for i in range(0, n, TILE)
        for j in range(0, i + 1, TILE)
    )


def as_rows(A: Matrix) -> Any:
    """A (row by row in memory) in SciPy's CSR format; an order of magnitude faster than its own conversion."""
    from scipy.sparse import csr_array

    flat = np.flatnonzero(A.reshape(-1) != 0)
    return csr_array((A.reshape(-1)[flat], np.divmod(flat, A.shape[1])), shape=A.shape)


def _pays_as_sparse(A: Matrix) -> bool:
    """Few entries, and an order of rows and columns in which they stay close to the diagonal.

    The band that the reverse Cuthill–McKee order leaves bounds the fill-in, so the work is known before it is done:
    2n·w·2w operations, to be worth it a tenth of the dense 2n³/3.
    """
    n = len(A)
    if n < SMALLEST or np.count_nonzero(A[:: n // 16]) > FULLEST * A[:: n // 16].size:
        return False
    if np.count_nonzero(A) > FULLEST * A.size:
        return False
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import reverse_cuthill_mckee

    pattern = abs(as_rows(A))
    order = reverse_cuthill_mckee(csr_array(pattern + pattern.T))
    band = look_sparse(pattern[order][:, order])
    return 4 * max(band.lower, band.upper) ** 2 <= n**2 / 15
