"""The rows of alternating least squares, compiled: see `apply._als`.

Row u has the ratings p of `indptr[u]` … `indptr[u + 1]` − 1, of items `indices[p]`, whose factors are the rows y of Y.
Its answer x solves A x = b with A = G + ridge[u] I + Σ weight[p] y yᵀ and b = Σ target[p] y. Each function finds rows
`first` … `last` − 1 of X, in place.
"""

from typing import Any

import numpy as np
from numba import njit

AT_ONCE = 8  # ratings that are added to A together: A is read and written so much more seldom
VECTOR = 16  # numbers of single precision that the widest registers hold
TINY = 1e-30  # under a root that rounding has made negative


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def cholesky(
    indptr: Any, indices: Any, weight: Any, target: Any, Y: Any, G: Any, ridge: Any, X: Any, first: int, last: int
) -> None:
    """By A = L Lᵀ: k²/2 multiplications a rating and k³/6 a row."""
    k = Y.shape[1]
    wide = -(-k // VECTOR) * VECTOR  # columns of zeros beside: whole vectors are much faster than their ends
    A, U, b = np.zeros((k, wide), Y.dtype), np.zeros((k + AT_ONCE, wide), Y.dtype), np.empty(k, Y.dtype)
    W, Z = np.zeros((AT_ONCE, wide), Y.dtype), np.zeros((AT_ONCE, wide), Y.dtype)
    for u in range(first, last):
        A[:, :k] = G
        b[:] = 0
        for p in range(indptr[u], indptr[u + 1], AT_ONCE):
            for q in range(AT_ONCE):
                if p + q < indptr[u + 1]:
                    y, w, t = Y[indices[p + q]], weight[p + q], target[p + q]
                    for j in range(k):
                        Z[q, j] = y[j]
                        W[q, j] = w * y[j]
                        b[j] += t * y[j]
                else:
                    Z[q] = 0
                    W[q] = 0
            _add(A, W, Z, 0)
        for i in range(k):
            A[i, i] += ridge[u]
        _factor(A, U, W)
        _substitute(U, b)
        X[u] = b


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def _add(A: Any, W: Any, Z: Any, begin: int) -> None:
    """A ← A + Wᵀ Z for W and Z of AT_ONCE rows, in the upper half from row `begin` on (and a little below it)."""
    for i in range(begin, len(A)):
        w0, w1, w2, w3, w4, w5, w6, w7 = W[0, i], W[1, i], W[2, i], W[3, i], W[4, i], W[5, i], W[6, i], W[7, i]
        for tile in range(i // VECTOR, A.shape[1] // VECTOR):
            for v in range(VECTOR):
                j = np.uint64(tile * VECTOR + v)  # never below 0, which need not be asked each time then
                A[i, j] += (
                    w0 * Z[0, j] + w1 * Z[1, j] + w2 * Z[2, j] + w3 * Z[3, j]
                    + w4 * Z[4, j] + w5 * Z[5, j] + w6 * Z[6, j] + w7 * Z[7, j]
                )  # fmt: skip


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def _factor(A: Any, U: Any, W: Any) -> None:
    """The U, upper triangular, with UᵀU = A, of which the upper half is read and all is overwritten: AT_ONCE rows of
    U at a time, whose products are then taken off the rest of A. Left of its diagonal U holds what nobody reads. W is
    room; U has AT_ONCE rows of zeros below."""
    for begin in range(0, len(A), AT_ONCE):
        end = min(begin + AT_ONCE, len(A))
        for j in range(begin, end):
            scale = 1 / np.sqrt(max(A[j, j], A.dtype.type(TINY)))
            a, u = A[j], U[j]
            for i in range(A.shape[1]):
                u[i] = scale * a[i]
            for m in range(j + 1, end):
                _take(A[m], u[m], u)
        for q in range(AT_ONCE):
            w, u = W[q], U[begin + q]
            for i in range(A.shape[1]):
                w[i] = -u[i]
        _add(A, W, U[begin : begin + AT_ONCE], end)


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def _substitute(U: Any, b: Any) -> None:
    """b ← (UᵀU)⁻¹ b."""
    k = len(b)
    for j in range(k):
        b[j] /= U[j, j]
        _take(b[j + 1 :], b[j], U[j, j + 1 :])
    for j in range(k - 1, -1, -1):
        b[j] = (b[j] - _dot(b[j + 1 :], U[j, j + 1 :])) / U[j, j]


@njit(cache=True, nogil=True, fastmath=True, inline="always")
def _take(a: Any, s: Any, b: Any) -> None:
    """a ← a − s b, over the length of a; b may be longer."""
    for j in range(len(a)):
        a[j] -= s * b[j]


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def conjugate_gradients(
    indptr: Any, indices: Any, weight: Any, target: Any, Y: Any, G: Any, ridge: Any, X: Any, first: int, last: int,
    steps: int,
) -> None:  # fmt: skip
    """By so many steps of conjugate gradients from the X that is there: 2kn + k² multiplications each, of n ratings."""
    k = Y.shape[1]
    r, d, Ad = np.empty(k, Y.dtype), np.empty(k, Y.dtype), np.empty(k, Y.dtype)
    for u in range(first, last):
        x, begin, end = X[u], indptr[u], indptr[u + 1]
        _product(indices, weight, Y, G, ridge[u], begin, end, x, r)
        for j in range(k):
            r[j] = -r[j]
        for p in range(begin, end):
            y, t = Y[indices[p]], target[p]
            for j in range(k):
                r[j] += t * y[j]
        d[:] = r
        now = _dot(r, r)
        for _ in range(steps):
            if now < 1e-20:
                break
            _product(indices, weight, Y, G, ridge[u], begin, end, d, Ad)
            step = now / _dot(d, Ad)
            for j in range(k):
                x[j] += step * d[j]
                r[j] -= step * Ad[j]
            before, now = now, _dot(r, r)
            for j in range(k):
                d[j] = r[j] + now / before * d[j]


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def _product(indices: Any, weight: Any, Y: Any, G: Any, ridge: Any, begin: int, end: int, d: Any, Ad: Any) -> None:
    """Ad ← A d."""
    k = len(d)
    for j in range(k):
        Ad[j] = ridge * d[j]
    for i in range(k):
        g, s = G[i], d[i]
        for j in range(k):
            Ad[j] += s * g[j]
    for p in range(begin, end):
        y = Y[indices[p]]
        s = weight[p] * _dot(y, d)
        for j in range(k):
            Ad[j] += s * y[j]


@njit(cache=True, nogil=True, fastmath=True, inline="always")
def _dot(a: Any, b: Any) -> Any:
    """a · b, over the length of a; b may be longer."""
    total = a.dtype.type(0)
    for j in range(len(a)):
        total += a[j] * b[j]
    return total
