"""A matrix as the methods see it: dense, sparse or given only by its products."""

from collections.abc import Callable
from math import inf, isfinite, sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike

from hiddenmath._counted import counted
from hiddenmath.linalg._arrays import Matrix, MatrixError, checked, numbers, refuse_infinite, type_of_answer
from hiddenmath.linalg._blocks import RowBlocks
from hiddenmath.linalg._bounds import Vector, gamma
from hiddenmath.linalg._dask import is_dask
from hiddenmath.linalg._library import NUMPY, Library, library_of
from hiddenmath.linalg._tall import Tall, adjoint, is_complex

# Between these lengths no square of a square over- or underflows, and nothing needs to be scaled.
SMALL, LARGE = 2.0**-200, 2.0**200
BLOCK = 1 << 16


class Operator(NamedTuple):
    """A (m×n) = 2^exponent · what the products below multiply by.

    `times(X)` = A X, `adjoint(Y)` = Aᴴ Y; `size` bounds ‖A‖_F and is infinite where only products are known; `rounding`
    bounds ‖fl(A x) − A x‖ for a unit vector x (0 for a LinearOperator: what its products lose only it can know);
    `work`: operations in one product with a vector; `array`: the dense matrix, in float32, float64 or complex, if there
    is one; `library`: whose arrays `array` and all X, Y are.
    """

    shape: tuple[int, int]
    dtype: np.dtype[Any]
    times: Callable[[Tall], Tall]
    adjoint: Callable[[Tall], Tall]
    size: float
    rounding: float
    work: float
    exponent: int
    array: Any
    library: Library = NUMPY

    def dense(self) -> Tall:
        """A as an array in double precision."""
        if self.array is not None:
            return self.library.cast(self.array, self.dtype)
        return np.ascontiguousarray(self.times(np.eye(self.shape[1], dtype=self.dtype)))


def operator(A: Any, library: Library | None = None) -> tuple[Operator, DTypeLike]:
    """`A` as an operator, in double precision, and the dtype its answer should have. A's memory is never changed."""
    if isinstance(A, RowBlocks):
        from hiddenmath.linalg._rows_operator import of_blocks

        return of_blocks(A)
    if is_dask(A):
        from hiddenmath.linalg._distributed import of_dask

        return of_dask(A)
    library = library or library_of(A)
    if library.name != "NumPy":
        from hiddenmath.linalg._tensor import tensor

        return tensor(A, library)
    if hasattr(A, "toarray") and hasattr(A, "nnz"):
        return _sparse(A)
    if hasattr(A, "matmat") and hasattr(A, "rmatmat"):
        return _products(A)
    return _dense(A)


def _dense(A: Any) -> tuple[Operator, DTypeLike]:
    array = numbers(A)
    answer = type_of_answer(array.dtype)
    if array.dtype.char not in "fdFD":
        array = array.astype(np.float64)
    if not (array.flags.c_contiguous or array.flags.f_contiguous):
        array = np.ascontiguousarray(array)
    double = np.dtype(np.complex128 if array.dtype.kind == "c" else np.float64)
    size, exponent = frobenius(array), 0  # finite only where all entries are
    if not SMALL < size < LARGE and array.any():
        array, exponent = _scaled(checked(array).astype(double))
        size = frobenius(array)
    wide = Wide(array, double)
    m, n = array.shape
    rounding = gamma(max(m, n), array) * size
    return Operator((m, n), double, wide.times, wide.adjoint, size, rounding, 2.0 * m * n, exponent, array), answer


class Wide:
    """Products with an array in double precision; it is widened when first needed, because some methods never do."""

    def __init__(self, array: Tall, double: np.dtype[Any], library: Library = NUMPY) -> None:
        self.array, self._double, self._library = array, double, library

    def _widen(self) -> Tall:
        self.array = self._library.cast(self.array, self._double)
        return self.array

    def times(self, X: Tall) -> Tall:
        return self._widen() @ X

    def adjoint(self, Y: Tall) -> Tall:
        A = self._widen()
        if is_complex(A) or self._library.name == "JAX":  # where turning A would copy it
            return adjoint(adjoint(Y) @ A)
        return A.T @ Y


def frobenius(array: Matrix) -> float:
    """An upper bound on ‖A‖_F, at memory speed: dot products of blocks; not finite where an entry is not."""
    flat = array.ravel(order="K")
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        parts = (flat[i : i + BLOCK].astype(np.result_type(flat, np.float64), copy=False) for i in _starts(flat))
        square = float(sum(np.vdot(part, part).real for part in parts))
    return sqrt(square) * (1 + gamma(BLOCK + flat.size // BLOCK + 2, array)) if isfinite(square) else inf


def _starts(flat: Matrix) -> range:
    return range(0, flat.size, BLOCK)


def _scaled(array: Matrix) -> tuple[Matrix, int]:
    """The array times an exact power of two, in place: its largest entry is now near 1, and no square overflows."""
    parts = array.reshape(-1, order="A").view(np.float64)
    exponent = int(np.frexp(np.abs(parts).max())[1])
    np.ldexp(parts, -exponent, out=parts)
    return array, exponent


def unscaled(exponent: int, s: Vector, error: Vector, tail: float) -> tuple[Vector, Vector, float]:
    """Values and bounds times 2^exponent; bounds rounded up, because numbers below 1e-308 have fewer digits."""
    if exponent:
        with np.errstate(over="ignore"):  # the caller says what is too large
            s, error, tail = np.ldexp(s, exponent), np.ldexp(error, exponent), float(np.ldexp(tail, exponent))
        error, tail = np.nextafter(error, np.inf), float(np.nextafter(tail, np.inf))
    return s, error, tail


def _sparse(A: Any) -> tuple[Operator, DTypeLike]:
    """A sparse matrix or array of SciPy, as CSR."""
    if A.ndim != 2:
        raise MatrixError(
            f"A {A.shape} is sparse with {counted(A.ndim, 'dimension')}, a matrix has 2. Use A.reshape(1, -1)."
        )
    rows = A.tocsr(copy=True)
    rows.sum_duplicates()
    if 0 in A.shape:
        raise MatrixError(f"A ({A.shape[0]}×{A.shape[1]}) is empty: nothing can be decomposed.")
    refuse_infinite(rows)
    values = numbers(rows.data[None, :]) if rows.nnz else np.zeros((1, 1))
    answer = type_of_answer(values.dtype)
    values = values.astype(np.complex128 if values.dtype.kind == "c" else np.float64)
    size, exponent = frobenius(values), 0
    if not SMALL < size < LARGE and values.any():
        values, exponent = _scaled(values)
        size = frobenius(values)
    rows = rows.astype(values.dtype)
    rows.data[:] = values[0, : rows.nnz]
    turned = rows.conj().T.tocsr()
    most = int(max(np.diff(rows.indptr).max(), np.diff(turned.indptr).max()))
    rounding = gamma(most + 1, values) * size
    work = 2.0 * rows.nnz
    return (
        Operator(rows.shape, values.dtype, rows.__matmul__, turned.__matmul__, size, rounding, work, exponent, None),
        answer,
    )


def _products(A: Any) -> tuple[Operator, DTypeLike]:
    """A LinearOperator of SciPy: it is scaled by what a first product shows."""
    m, n = A.shape
    if 0 in A.shape:
        raise MatrixError(f"A ({m}×{n}) is empty: nothing can be decomposed.")
    given = np.dtype(A.dtype or np.float64)
    double = np.dtype(np.complex128 if given.kind == "c" else np.float64)
    probe = _usable(A.matmat(np.random.default_rng(0).standard_normal((n, 1))), A, double)
    exponent = int(np.frexp(np.abs(probe).max())[1])
    exponent = exponent if abs(exponent) > 200 else 0

    def times(X: Matrix) -> Matrix:
        return _usable(A.matmat(X), A, double) * 2.0**-exponent

    def adjoint(Y: Matrix) -> Matrix:
        try:
            product = A.rmatmat(Y)
        except (NotImplementedError, TypeError) as problem:  # SciPy calls a missing rmatvec, which is None
            raise MatrixError(
                f"A ({m}×{n}) is an operator without products with its adjoint, which a decomposition needs. "
                "Define _rmatvec (or pass rmatvec=), the same as matvec for a symmetric one."
            ) from problem
        return _usable(product, A, double) * 2.0**-exponent

    work = 2.0 * m * n  # an upper limit for all that is known
    return Operator((m, n), double, times, adjoint, inf, 0.0, work, exponent, None), type_of_answer(given)


def _usable(product: Any, A: Any, double: np.dtype[Any]) -> Matrix:
    """What an operator answered, in double precision."""
    (m, n), found = A.shape, np.asarray(product)
    if found.dtype.kind == "c" and double.kind != "c":
        raise MatrixError(
            f"A ({m}×{n}) is an operator of dtype {A.dtype}, but its products are complex. Give it dtype=complex."
        )
    if not np.isfinite(found).all():
        raise MatrixError(
            f"A ({m}×{n}) is an operator whose product with a vector is not finite. "
            "Check its matvec and rmatvec for a division by zero, missing values or an overflow."
        )
    return found.astype(double, copy=False)
