"""One factorisation for each structure of a matrix of PyTorch or JAX, made and kept where it lies."""

from typing import Any

import numpy as np

from hiddenmath.linalg._factors import Columns, Factors, no_zero
from hiddenmath.linalg._lapack import times
from hiddenmath.linalg._library import Library
from hiddenmath.linalg._structure import Structure
from hiddenmath.linalg._tall import is_complex

# |A| is formed for so many entries at a time.
ENTRIES = 1 << 24


def native(A: Any, seen: Structure, at: Library) -> Factors:
    """The factors of A (n×n, in double precision), as `dense` makes them of an array of NumPy."""
    name: str = seen.name
    method, found = "substitution", None
    if name in ("lower triangular", "upper triangular"):
        no_zero(at.home(A.diagonal()))
        found = _triangular(A, name == "lower triangular", at)
    elif seen.hermitian and (at.home(A.diagonal()).real > 0).all():
        name, method, found = f"{name} positive definite", "Cholesky", _cholesky(A, at)
    if found is None:
        name, method, found = seen.name, "LU", _lu(A, at)
    dtype = np.dtype(np.complex128 if is_complex(A) else np.float64)
    return Factors(name, method, *found, lambda X: times(A, X), lambda V: _absolute_times(A, V, at), len(A), dtype, at)


def _absolute_times(A: Any, V: Any, at: Library) -> Any:
    """|A| V for A (n×n) and a real V (n×k), without a second matrix as large as A."""
    rows = max(1, ENTRIES // len(A))
    return at.xp.concat([abs(A[i : i + rows]) @ V for i in range(0, len(A), rows)])


def _triangular(A: Any, lower: bool, at: Library) -> tuple[Columns, Columns]:
    if at.name == "PyTorch":
        from torch.linalg import solve_triangular

        return (
            lambda B: solve_triangular(A, B, upper=not lower),
            lambda B: solve_triangular(A.mH, B, upper=lower),
        )
    from jax.scipy import linalg

    return (
        lambda B: linalg.solve_triangular(A, B, lower=lower),
        lambda B: linalg.solve_triangular(A, B, lower=lower, trans="C"),
    )


def _cholesky(A: Any, at: Library) -> tuple[Columns, Columns] | None:
    if at.name == "PyTorch":
        import torch

        L, failed = torch.linalg.cholesky_ex(A)
        if bool(failed):
            return None
        return (lambda B: torch.cholesky_solve(B, L),) * 2
    from jax.numpy.linalg import cholesky
    from jax.scipy.linalg import cho_solve

    L = cholesky(A, symmetrize_input=False)
    if not bool(at.xp.isfinite(L[-1, -1])):  # JAX answers NaN where the method fails
        return None
    return (lambda B: cho_solve((L, True), B),) * 2


# Aᵀ is factorised, as for NumPy: libraries keep rows, LAPACK reads columns, and a zero pivot is that of a row.


def _lu(A: Any, at: Library) -> tuple[Columns, Columns]:
    if at.name == "PyTorch":
        from torch.linalg import lu_factor_ex, lu_solve

        LU, pivots, _ = lu_factor_ex(A.T)
        no_zero(at.home(LU.diagonal()))
        return (
            lambda B: lu_solve(LU, pivots, B.conj(), adjoint=True).conj(),
            lambda B: lu_solve(LU, pivots, B.conj()).conj(),
        )
    from jax.scipy import linalg

    factors = linalg.lu_factor(A.T)
    no_zero(at.home(factors[0].diagonal()))
    return (
        lambda B: linalg.lu_solve(factors, B, trans=1),
        lambda B: linalg.lu_solve(factors, B.conj()).conj(),
    )
