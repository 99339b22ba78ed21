"""How wrong are eigenvalues, singular values, the logarithm of a determinant?

An eigenvalue λ with right vector x and left vector y is improved by the generalised Rayleigh quotient, λ + yᴴ(Ax − λx)
/ yᴴx, whose error is the square of that of λ (Ostrowski 1958; Parlett, *The Symmetric Eigenvalue Problem*, ch. 4). With
the residual in twice the precision that is the exact value, as far as working precision can tell. Singular values of A
are eigenvalues of [[0, A], [Aᴴ, 0]]. Some of them are looked at, the extreme ones among them.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from hiddenmath.xray._double import Double, double, times
from hiddenmath.xray._expression import Apply, Given, evaluate
from hiddenmath.xray._operations import PART

SAMPLES = 8
Matrix = NDArray[Any]


class Spectrum:
    """The eigenvalues of a matrix, or its singular values, and how well the vectors that are read belong to them.

    Errors are relative to the norm of the matrix. `data` is the largest condition of an eigenvalue that was looked at,
    times the unit of rounding.
    """

    EIG = frozenset(f"{library}.linalg.{name}" for library in ("numpy", "scipy") for name in ("eig", "eigvals"))
    EIGH = frozenset({"numpy.linalg.eigh", "scipy.linalg.eigh"})
    SVD = frozenset({"numpy.linalg.svd", "scipy.linalg.svd"})
    OF = EIG | EIGH | SVD

    def __init__(self, node: Apply, given: Given, unit: float) -> None:
        self._node = node
        call = node.operands[0] if node.operation == PART.name else node
        assert isinstance(call, Apply), "an eigenproblem is a call"
        self._call = call
        self._is_svd = self._call.operation in self.SVD
        self._matrix = np.asarray(evaluate(self._call.operands[0], given))
        matrix, values, right, left = self._problem(_in_double(self._matrix))
        chosen = _chosen(len(values))
        self._norm = float(np.abs(values).max()) if self._call.operation not in self.EIG else _norm(matrix)
        pairs = [(right[:, i], left[:, i], values[i]) for i in chosen]
        self._exact = [(value, _correction(matrix, x, y, value)) for x, y, value in pairs]
        condition = max(float(np.linalg.norm(x) * np.linalg.norm(y) / abs(np.vdot(y, x))) for x, y, _ in pairs)
        self.data = unit * condition

    def _problem(self, a: Matrix) -> tuple[Matrix, Matrix, Matrix, Matrix]:
        """A matrix, its eigenvalues, right and left eigenvectors; of a singular value problem the eigenproblem."""
        if self._is_svd:
            u, s, vh = np.linalg.svd(a, full_matrices=False)
            x = np.concatenate([u, vh.conj().T])
            (m, n), zeros = a.shape, np.zeros
            return np.block([[zeros((m, m)), a], [a.conj().T, zeros((n, n))]]), s, x, x
        if self._call.operation in self.EIGH:
            a = _hermitian(a, upper=self._reads_upper())
            w, x = np.linalg.eigh(a)
            return a, w, x, x
        w, x = np.linalg.eig(a)
        return a, w, x, np.linalg.inv(x).conj().T

    def _reads_upper(self) -> bool:
        keywords = self._call.keywords
        return str(keywords.get("UPLO", "L")).upper() == "U" or keywords.get("lower") is False

    def error(self, result: Any) -> float:
        """The largest distance of a value, or residual of a vector, relative to the norm of the matrix."""
        if not isinstance(result, tuple):
            return self._of_values(np.asarray(result))
        values = result[1] if self._is_svd else result[0]
        return max(self._of_values(np.asarray(values)), self._of_vectors(result))

    def _of_values(self, values: Matrix) -> float:
        if not np.isfinite(values).all() or values.size == 0:
            return np.inf
        return max(float(np.abs((values - value) - rest).min()) for value, rest in self._exact) / self._norm

    def _of_vectors(self, result: tuple[Any, ...]) -> float:
        """The residuals ‖A v − λ v‖ / ‖A‖, of a singular value problem ‖A v − σ u‖ / ‖A‖."""
        if self._is_svd:
            u, values, v = result[0], result[1], result[2].conj().T
        else:
            values, v = result
            u = v
        chosen = _chosen(len(values))
        residuals = self._symmetrised() @ v[:, chosen] - u[:, chosen] * values[chosen]
        return float(np.linalg.norm(residuals, axis=0).max()) / self._norm

    def _symmetrised(self) -> Matrix:
        is_eigh = self._call.operation in self.EIGH
        return _hermitian(self._matrix, self._reads_upper()) if is_eigh else self._matrix

    def is_alike(self, before: Any, after: Any) -> bool:
        """Have the parts that are read the same shape and type? Eigenvalues that are real may become so in type."""
        pairs = zip(before, after, strict=True) if isinstance(before, tuple) else [(before, after)]
        parts = self._node.reads.parts if self._node.reads and isinstance(before, tuple) else None
        for i, (one, other) in enumerate(pairs):
            read = parts[i].at_most if parts else None
            if read == 0 and not parts[i].with_values:  # type: ignore[index]
                continue
            shapes = one.shape == other.shape or read is not None
            if not (shapes and one.dtype.char.lower() in (other.dtype.char, other.dtype.char.lower())):
                return False
            if self._is_svd and np.ndim(one) == 2 and not _are_near(one, other):
                return False  # vectors of another sign, or others of the same space, are as right, but not alike
        return True


class LogDeterminant:
    """log |det A|, the sum of the logarithms of the singular values."""

    OF = frozenset({"numpy.log", "math.log"})

    def __init__(self, node: Apply, given: Given, unit: float) -> None:
        while isinstance(node.operands[0], Apply) and not node.operation.endswith(".det"):
            node = node.operands[0]
        values = np.linalg.svd(_in_double(np.asarray(evaluate(node.operands[0], given))), compute_uv=False)
        if not values[-1] > 0:
            raise ValueError("the matrix is singular")
        self._value = float(np.log(values).sum())
        self._size = max(abs(self._value), 1.0)
        self.data = unit * float((values[0] / values).sum()) / self._size

    def error(self, result: Any) -> float:
        """The distance to the value, relative to it."""
        return abs(float(result) - self._value) / self._size if np.isfinite(result) else np.inf

    def is_alike(self, before: Any, after: Any) -> bool:
        """Are both one number?"""
        return np.ndim(before) == np.ndim(after) == 0


def _correction(a: Matrix, x: Matrix, y: Matrix, value: complex) -> complex:
    """yᴴ(A x − λ x) / yᴴx, with real matrices [[Re, −Im], [Im, Re]] in twice the precision."""
    columns = np.concatenate([_as_real(a), _as_real(x[:, None])], axis=1)
    weights = np.concatenate([x.real, x.imag, [-np.real(value), -np.imag(value)]]).astype(np.float64)
    residual = times(columns, double(weights))
    rows = _as_real(y.conj()[None])
    top, bottom = times(rows, residual), times(rows, Double(*double(np.concatenate([x.real, x.imag]))))
    return complex(*_sum(top)) / complex(*_sum(bottom))


def _are_near(one: Matrix, other: Matrix) -> bool:
    """Are the vectors that both have the same, but for rounding?"""
    rows, columns = (min(sizes) for sizes in zip(one.shape, other.shape, strict=True))
    return bool(np.abs(one[:rows, :columns] - other[:rows, :columns]).max() < np.finfo(one.dtype).eps ** 0.5)


def _as_real(a: Matrix) -> Matrix:
    return np.block([[a.real, -a.imag], [a.imag, a.real]]).astype(np.float64)


def _sum(x: Double) -> list[float]:
    return [float(v) for v in x.hi + x.lo]


def _chosen(count: int) -> list[int]:
    """The first, the last, and some between."""
    return sorted({round(i) for i in np.linspace(0, count - 1, min(count, SAMPLES))})


def _hermitian(a: Matrix, upper: bool) -> Matrix:
    """The Hermitian matrix of which one triangle is given."""
    half = a.conj().T if upper else a
    lower = np.tril(half, -1)
    return lower + lower.conj().T + np.diag(np.diag(half).real)


def _norm(a: Matrix) -> float:
    return float(np.linalg.norm(a, 2))


def _in_double(a: Matrix) -> Matrix:
    return a.astype(np.result_type(a, np.float64))
