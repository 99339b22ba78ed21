"""What the teaching forms accept: real matrices that fit on a blackboard. Everything else is refused with a reason."""

from fractions import Fraction
from numbers import Rational, Real

import numpy as np
from numpy.typing import ArrayLike

from hiddenmath.linalg._arrays import MatrixError, as_matrix
from hiddenmath.linalg.steps._step import Array

# Products of four such entries, as in ‖Aᵀb‖², neither overflow nor vanish.
SMALLEST, LARGEST = 1e-75, 1e75
EPS = float(np.finfo(np.float64).eps)


def exact_or_real(A: ArrayLike) -> Array:
    """A as `Fraction`s where all its entries are whole numbers or fractions, else as float64."""
    if isinstance(A, np.ma.MaskedArray):
        return real(A)
    try:
        entries = np.array(A, dtype=object)
    except ValueError:  # rows of different lengths
        return real(A)
    if entries.ndim != 2 or not entries.size or not all(isinstance(x, Rational) for x in entries.flat):
        return real(A)
    exact: Array = np.frompyfunc(_fraction, 1, 1)(entries)
    return exact


def _fraction(x: Rational) -> Fraction:
    return Fraction(int(x.numerator), int(x.denominator))  # of Python's integers: NumPy's would overflow


def real(A: ArrayLike) -> Array:
    """A new float64 array."""
    matrix, _ = as_matrix(_plain(A) if getattr(A, "dtype", object) == np.dtype(object) else A)
    shape = f"({matrix.shape[0]}×{matrix.shape[1]})"
    if np.iscomplexobj(matrix):
        raise MatrixError(
            f"A {shape} is complex; step by step, only real numbers are shown. "
            "Take A.real if the imaginary parts are zero."
        )
    largest = float(np.abs(matrix).max())
    if largest and not SMALLEST <= largest <= LARGEST:
        raise MatrixError(
            f"A {shape} has {largest:.3g} as its largest entry, where products of entries overflow or vanish. "
            "Another unit is the remedy: A / abs(A).max()."
        )
    return matrix


def _plain(A: ArrayLike) -> ArrayLike:
    """Fractions among floats, or whole numbers beyond 64 bits, become floats; all else is left for `as_matrix`."""
    try:
        entries = np.array(A, dtype=object)
        if entries.ndim == 2 and all(isinstance(x, Real) for x in entries.flat):
            floats: Array = entries.astype(np.float64)
            return floats
    except (ValueError, OverflowError):
        pass
    return A


def square(A: ArrayLike, does: str) -> Array:
    """A (n×n); `does` completes "only a square matrix …"."""
    matrix = real(A)
    m, n = matrix.shape
    if m != n:
        raise MatrixError(
            f"A ({m}×{n}) is not square, but only a square matrix {does}. "
            "A.T @ A is square and symmetric, if that is what is meant."
        )
    return matrix


def symmetric(A: ArrayLike, does: str) -> Array:
    """A (n×n), symmetric up to rounding, made exactly so."""
    matrix = square(A, does)
    skew = np.abs(matrix - matrix.T)
    # A product such as B @ C @ B.T is symmetric on paper, and rounded a little differently on both sides.
    if skew.max() > 1e-12 * np.abs(matrix).max():
        i, j = sorted(int(k) for k in np.unravel_index(skew.argmax(), skew.shape))
        n = len(matrix)
        raise MatrixError(
            f"A ({n}×{n}) is not symmetric: A[{i}, {j}] = {matrix[i, j]:.6g}, but A[{j}, {i}] = {matrix[j, i]:.6g}. "
            "Take (A + A.T) / 2 if the difference is an accident."
        )
    halves: Array = (matrix + matrix.T) / 2
    return halves


def vector(b: ArrayLike, n: int, name: str, fits: str) -> Array:
    """b (n,), a new float64 array; `fits` says what has n entries."""
    try:
        shape = np.shape(b)
    except ValueError:
        raise MatrixError(f"{name} is no vector: its entries are lists that differ in length.") from None
    if len(shape) != 1:
        raise MatrixError(f"{name} has shape {shape}, but a vector has one axis. Flatten it: np.ravel({name}).")
    if shape != (n,):
        raise MatrixError(f"{name} has {shape[0]} entries, but {fits}: {name} needs one for each.")
    try:
        row: Array = real(np.reshape(b, (1, n)))[0]
    except MatrixError as problem:
        raise MatrixError(f"{name}, looked at as a matrix A of one row, cannot be used: {problem}") from None
    return row


def stopping(tol: float, limit: int) -> None:
    """Refuses a tolerance or a limit that could not end anything."""
    if not EPS <= tol < 1:
        raise MatrixError(f"tol is {tol}, but it is a relative error: a number between 2.3e-16 and 1, such as 1e-8.")
    if isinstance(limit, bool) or not isinstance(limit, int | np.integer) or limit < 1:
        raise MatrixError(f"limit is {limit!r}, but it counts steps: a whole number from 1.")
