"""A sparse matrix times a block of columns, compiled: SciPy's product uses one core."""

from typing import Any

from numba import njit


@njit(cache=True, nogil=True, fastmath=True)
def product(indptr: Any, indices: Any, data: Any, X: Any, Y: Any, first: int, last: int) -> None:
    """Rows `first` … `last` − 1 of Y = A X, for A in compressed rows."""
    for i in range(first, last):
        Y[i] = 0
        for p in range(indptr[i], indptr[i + 1]):
            a, x = data[p], X[indices[p]]
            for j in range(X.shape[1]):
                Y[i, j] += a * x[j]
