"""One factorisation for each structure: what solves A X = B and Aᴴ X = B again and again."""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

import numpy as np

from hiddenmath.linalg._arrays import Matrix
from hiddenmath.linalg._bounds import gamma
from hiddenmath.linalg._lapack import absolute_times, routine, times
from hiddenmath.linalg._library import NUMPY, Library
from hiddenmath.linalg._structure import Structure

Columns = Callable[[Any], Any]


class ZeroPivot(Exception):
    """The elimination found nothing but zeros left in a row or column: `side` says which, `at` its number, if known."""

    def __init__(self, side: Literal["row", "column"], at: int | None) -> None:
        super().__init__(side, at)
        self.side, self.at = side, at


class Factors(NamedTuple):
    """`solve(B)` = A⁻¹ B, `adjoint(B)` = A⁻ᴴ B for B (n×k); `structure` and `method` in words.

    `times(X)` = A X; `absolute(V)` = |A| V; `terms`: the most entries that one row of A has. All of these take and
    give arrays of the library `at`, in A's double precision `dtype`.
    """

    structure: str
    method: str
    solve: Columns
    adjoint: Columns
    times: Columns
    absolute: Columns
    terms: int
    dtype: np.dtype[Any]
    at: Library = NUMPY

    def gamma(self, more: int) -> float:
        """γ of the terms of a row and `more`."""
        return gamma(self.terms + more, np.empty(0, self.dtype))

    def at_home(self, columns: Columns) -> Columns:
        """`columns` for a few columns of NumPy."""
        if self.at is NUMPY:
            return columns
        return lambda B: self.at.home(columns(self.at.send(B.astype(self.dtype))))


def dense(A: Matrix, seen: Structure) -> Factors:
    """The factors of A (n×n, row by row in memory).

    A symmetric matrix is taken for positive definite until Cholesky's method fails, which it does early. Symmetric
    indefinite matrices go to LU: Bunch–Kaufman needs half the operations, but OpenBLAS runs it three times as long.
    """
    if seen.name in ("lower triangular", "upper triangular"):
        return _factors(A, seen.name, "substitution", *_triangular(A, lower=seen.name == "lower triangular"))
    if seen.hermitian and (np.real(A.diagonal()) > 0).all():
        found = _cholesky(A)
        if found is not None:
            return _factors(A, f"{seen.name} positive definite", "Cholesky", *found)
    return _factors(A, seen.name, "LU", *_lu(A))


def _factors(A: Matrix, name: str, method: str, solve: Columns, adjoint: Columns) -> Factors:
    return Factors(name, method, solve, adjoint, lambda X: times(A, X), lambda V: absolute_times(A, V), len(A), A.dtype)


# LAPACK reads columns, A lies in rows: it factorises Aᵀ, of which A is the transpose and Aᴴ the conjugate.


def _triangular(A: Matrix, lower: bool) -> tuple[Columns, Columns]:
    no_zero(A.diagonal())
    trtrs = routine("trtrs", A)
    return (
        lambda B: trtrs(A.T, B, lower=not lower, trans=1)[0],
        lambda B: trtrs(A.T, B.conj(), lower=not lower)[0].conj(),
    )


def no_zero(pivots: Matrix) -> None:
    """Raises ZeroPivot at the first zero among the pivots, one a row."""
    if not pivots.all():
        raise ZeroPivot("row", int(np.flatnonzero(pivots == 0)[0]))


def _cholesky(A: Matrix) -> tuple[Columns, Columns] | None:
    potrf, potrs = routine("potrf", A), routine("potrs", A)
    L, failed = potrf(A.T, lower=1, clean=0)
    if failed:
        return None

    def solve(B: Matrix) -> Matrix:
        X: Matrix = potrs(L, B.conj(), lower=1)[0].conj()
        return X

    return solve, solve


def _lu(A: Matrix) -> tuple[Columns, Columns]:
    getrf, getrs = routine("getrf", A), routine("getrs", A)
    LU, pivots, zero = getrf(A.T)
    if zero:
        raise ZeroPivot("row", int(zero) - 1)
    return lambda B: getrs(LU, pivots, B, trans=1)[0], lambda B: getrs(LU, pivots, B.conj())[0].conj()


def sparse(A: Any, seen: Structure) -> Factors:
    """The factors of a SciPy sparse A (n×n): by its band where that is narrow, else SuperLU (column approximate minimum
    degree order, partial pivoting)."""
    from scipy.sparse import csr_array

    if seen.name == "diagonal":
        method, (solve, adjoint) = "division", _diagonal(A.diagonal())
    elif seen.name == "tridiagonal":
        method, (solve, adjoint) = "tridiagonal LU", _tridiagonal(*(A.diagonal(k) for k in (-1, 0, 1)))
    elif seen.name == "banded":
        found = _band_cholesky(A, seen.lower) if seen.hermitian and (A.diagonal().real > 0).all() else None
        method = "band Cholesky" if found else "band LU"
        solve, adjoint = found or _band_lu(A, seen.lower, seen.upper)
    else:
        method, (solve, adjoint) = "sparse LU", _superlu(A)
    rows = csr_array(A)
    size = abs(rows)
    terms = int(np.diff(rows.indptr).max())
    return Factors(seen.name, method, solve, adjoint, lambda X: rows @ X, lambda V: size @ V, terms, A.dtype)


def _diagonal(d: Matrix) -> tuple[Columns, Columns]:
    no_zero(d)
    return lambda B: B / d[:, None], lambda B: B / d.conj()[:, None]


def _tridiagonal(below: Matrix, d: Matrix, above: Matrix) -> tuple[Columns, Columns]:
    gttrf, gttrs = routine("gttrf", d), routine("gttrs", d)
    *factors, zero = gttrf(below, d, above)
    if zero:
        raise ZeroPivot("column", int(zero) - 1)
    return lambda B: gttrs(*factors, B)[0], lambda B: gttrs(*factors, B, trans="C")[0]


def band(A: Any, lower: int, upper: int, room: int = 0) -> Matrix:
    """LAPACK's band storage: diagonal k of A in row room + upper − k, so that columns stay columns."""
    n = A.shape[0]
    rows = np.zeros((room + upper + 1 + lower, n), A.dtype, order="F")
    for k in range(-lower, upper + 1):
        rows[room + upper - k, max(0, k) : n + min(0, k)] = A.diagonal(k)
    return rows


def _band_cholesky(A: Any, width: int) -> tuple[Columns, Columns] | None:
    rows = band(A, width, 0)
    L, failed = routine("pbtrf", rows)(rows, lower=1, overwrite_ab=1)
    if failed:
        return None
    pbtrs = routine("pbtrs", rows)
    return lambda B: pbtrs(L, B, lower=1)[0], lambda B: pbtrs(L, B, lower=1)[0]


def _band_lu(A: Any, lower: int, upper: int) -> tuple[Columns, Columns]:
    rows = band(A, lower, upper, room=lower)  # row exchanges widen the upper band by as much
    LU, pivots, zero = routine("gbtrf", rows)(rows, lower, upper, overwrite_ab=1)
    if zero:
        raise ZeroPivot("column", int(zero) - 1)
    gbtrs = routine("gbtrs", rows)
    return lambda B: gbtrs(LU, lower, upper, B, pivots)[0], lambda B: gbtrs(LU, lower, upper, B, pivots, trans=2)[0]


def _superlu(A: Any) -> tuple[Columns, Columns]:
    from scipy.sparse import csc_array
    from scipy.sparse.linalg import splu

    try:
        factors: Any = splu(csc_array(A))
    except RuntimeError as problem:  # SuperLU says so: "Factor is exactly singular"
        raise ZeroPivot("column", None) from problem
    return factors.solve, lambda B: factors.solve(B, trans="H")
