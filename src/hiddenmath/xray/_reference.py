"""How wrong is a result? Compared with the exact value, as far as twice the working precision knows it.

A chain of matrices, inverses and solutions acts on a vector from right to left, so its exact value, at one probe
vector, costs O(n²) for each factor, not O(n³). Of a product of which only a part is wanted, that part is computed. What
is not linear is in `_spectrum`.
"""

from functools import partial
from typing import Any, Protocol, TypeGuard

import numpy as np
from numpy.typing import NDArray

from hiddenmath.xray._chain import factors
from hiddenmath.xray._double import Double, Real, double, minus, solved, times, total
from hiddenmath.xray._expression import Apply, Given, Node, Transpose, evaluate, product, transpose
from hiddenmath.xray._operations import PART
from hiddenmath.xray._parts import TRACES, columns_of, rows_of, taken, whole
from hiddenmath.xray._spectrum import LogDeterminant, Spectrum


class Exact(Protocol):
    """The exact value of an expression."""

    def error(self, result: Any) -> float:
        """How far a result is from the value, relative to it; infinite where it is no finite number."""

    def is_alike(self, before: Any, after: Any) -> bool:
        """May the one result stand where the other stood: are shape and type the same?"""


def exact(node: Apply, given: Given, unit: float) -> tuple[Exact, float]:
    """The exact value of an expression, and what changing each number of its operands by one unit of rounding does to
    that, relative to it. Nodes in `given` are taken as computed.

    Raises ValueError where there is none: a factor too close to singular to be solved with even in twice the precision.
    """
    inner = node.operands[0] if node.operation == PART.name else node
    for kind in (Spectrum, LogDeterminant):
        if isinstance(inner, Apply) and inner.operation in kind.OF:
            spectrum = kind(node, given, unit)
            return spectrum, spectrum.data
    value = partial(_value, node, given)
    return value(), value().distance(value(perturbed=unit).value)


def _value(node: Apply, given: Given, perturbed: float = 0.0) -> "Reference":
    product_ = whole(node)
    if product_ is None:
        return Reference(node, given, perturbed)
    if node.operation != PART.name:
        return Diagonal(product_, node.operation in TRACES, given, perturbed)
    index = taken(node)
    if index is None:
        raise ValueError("the index is of an unusual kind")
    left, right = product_.operands
    return Reference(product(rows_of(left, index[0]), columns_of(right, index[1])), given, perturbed)


class Reference:
    """The exact value of a product: at a probe of signs, where it is a matrix.

    `perturbed`: relative size of random changes to the operands, to see what they do to the value.
    Raises ValueError where there is none: a factor too close to singular to be solved with even in twice the precision.
    """

    value: Double
    _complex: bool
    _probe: Real | None

    def __init__(self, node: Node, given: Given | None = None, perturbed: float = 0.0) -> None:
        chain = [f for factor in factors(node) for f in _without_solves(factor)]
        if len(chain[0].shape) == 1:  # xᵀA = (Aᵀx)ᵀ
            chain = [transpose(f) for f in reversed(chain)]
        values = _perturbed([evaluate(f.operands[0] if _inverted(f) else f, given) for f in chain], perturbed)
        self._complex = any(np.iscomplexobj(v) for v in values)
        columns = chain[-1].shape[1:]
        self._probe = np.random.default_rng(1).choice([-1.0, 1.0], size=columns) if columns else None
        vector = double(self._real(values.pop() if self._probe is None else self._probe))
        for value, f in reversed(list(zip(values, chain, strict=False))):
            matrix = self._real(np.atleast_2d(value))
            vector = solved(matrix, vector) if _inverted(f) else times(matrix, vector)
        self.value = vector

    def error(self, result: Any) -> float:
        """‖result − exact‖₂ / ‖exact‖₂, for a matrix of both times the probe."""
        result = np.asarray(result)
        if not np.isfinite(result).all():
            return np.inf
        if self._probe is None:
            return self.distance(double(self._real(np.atleast_1d(result))))
        return self.distance(times(self._real(result), double(self._real(self._probe))))

    def is_alike(self, before: Any, after: Any) -> bool:
        """Are shape and type the same?"""
        return bool(before.shape == after.shape and before.dtype == after.dtype)

    def distance(self, other: Double) -> float:
        """‖other − exact‖₂ / ‖exact‖₂; infinite where the exact value is zero."""
        size = float(np.linalg.norm(self.value.hi))
        return float(np.linalg.norm(minus(other, self.value))) / size if size else np.inf

    def _real(self, a: NDArray[Any]) -> Real:
        """A complex matrix or vector as a real one: [[Re, −Im], [Im, Re]] and [Re, Im]."""
        if not self._complex:
            return np.asarray(a, np.float64)
        re, im = np.asarray(a.real, np.float64), np.asarray(a.imag, np.float64)
        return np.concatenate([re, im]) if a.ndim == 1 else np.block([[re, -im], [im, re]])


class Diagonal(Reference):
    """The exact diagonal of a product of two matrices, or the sum of it."""

    def __init__(self, node: Apply, is_trace: bool, given: Given, perturbed: float) -> None:
        left, right = _perturbed([evaluate(o, given) for o in node.operands], perturbed)
        length = min(len(left), right.shape[1])
        left, right = left[:length], right[:, :length].T
        self._complex, self._probe = np.iscomplexobj(left) or np.iscomplexobj(right), None
        rows = self._real(left)
        columns = np.concatenate([right.real, right.imag], axis=1) if self._complex else right
        repeated = np.concatenate([columns, columns]) if self._complex else columns
        diagonal = times(rows, double(np.asarray(repeated, np.float64)))
        if is_trace:
            halves = [slice(0, length), slice(length, None)] if self._complex else [slice(0, length)]
            sums = [total(Double(diagonal.hi[h], diagonal.lo[h])) for h in halves]
            diagonal = Double(np.concatenate([s.hi for s in sums]), np.concatenate([s.lo for s in sums]))
        self.value = diagonal


def _perturbed(values: list[Any], size: float) -> list[Any]:
    signs = np.random.default_rng(0)
    return [v * (1 + size * signs.choice([-1.0, 1.0], size=v.shape)) if size else v for v in values]


def _without_solves(node: Node) -> list[Node]:
    """A solution of equations is a product with an inverse: solve(A, B) -> [inv(A), B]."""
    if isinstance(node, Transpose) and len(node.shape) == 2:
        return [transpose(f) for f in reversed(_without_solves(node.of))]
    if not (isinstance(node, Apply) and node.is_solve):
        return [node]
    matrix, right = node.operands
    inverse = Apply("numpy.linalg.inv", (matrix,), matrix.shape)
    return [inverse, *(f for factor in factors(right) for f in _without_solves(factor))]


def _inverted(node: Node) -> TypeGuard[Apply]:
    return isinstance(node, Apply) and node.is_inverse
