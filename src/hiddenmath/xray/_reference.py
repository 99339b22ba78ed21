"""How wrong is a computed product? Compared with the same product in twice the working precision.

A chain of matrices and inverses acts on a vector from right to left, so its exact value, at one probe vector, costs
O(n²) for each factor, not O(n³). A number in twice the precision is an unevaluated sum hi + lo of two float64; sums and
products of those are exact to about 2⁻¹⁰⁰ (Dekker 1971; Ogita, Rump and Oishi, *Accurate sum and dot product*, SIAM J.
Sci. Comput. 2005, Dot2). An inverse acts by solving, refined until the residual in twice the precision is as small
(Higham, *Accuracy and Stability*, ch. 12).
"""

from typing import Any, NamedTuple, TypeGuard

import numpy as np
from numpy.typing import NDArray

from hiddenmath.xray._chain import factors
from hiddenmath.xray._expression import Apply, Given, Node, evaluate, transpose

Real = NDArray[np.float64]
_BLOCK = 1 << 20  # elements of a matrix that are worked on at once


class Double(NamedTuple):
    """A vector in twice the precision: hi + lo, with |lo| ≤ ulp(hi)/2."""

    hi: Real
    lo: Real


class Reference:
    """The exact value of an expression: of a product with a probe of signs, where it is a matrix.

    `perturbed`: relative size of random changes to the operands, to see what they do to the value.
    Raises ValueError where there is none: a factor too close to singular to be solved with even in twice the precision.
    """

    def __init__(self, node: Node, given: Given | None = None, perturbed: float = 0.0) -> None:
        chain = factors(node)
        if len(chain[0].shape) == 1:  # xᵀA = (Aᵀx)ᵀ
            chain = [transpose(f) for f in reversed(chain)]
        signs = np.random.default_rng(0)
        values = [evaluate(f.operands[0] if _inverted(f) else f, given) for f in chain]
        values = [v * (1 + perturbed * signs.choice([-1.0, 1.0], size=v.shape)) if perturbed else v for v in values]
        self._complex = any(np.iscomplexobj(v) for v in values)
        columns = chain[-1].shape[1:]
        self._probe = np.random.default_rng(1).choice([-1.0, 1.0], size=columns) if columns else None
        vector = _double(self._real(values.pop() if self._probe is None else self._probe))
        for value, f in reversed(list(zip(values, chain, strict=False))):
            matrix = self._real(np.atleast_2d(value))
            vector = _solved(matrix, vector) if _inverted(f) else times(matrix, vector)
        self.value = vector

    def error(self, result: Any) -> float:
        """‖result − exact‖₂ / ‖exact‖₂, for a matrix of both times the probe."""
        result = np.asarray(result)
        if self._probe is None:
            return self.distance(_double(self._real(np.atleast_1d(result))))
        return self.distance(times(self._real(result), _double(self._real(self._probe))))

    def distance(self, other: Double) -> float:
        """‖other − exact‖₂ / ‖exact‖₂; infinite where the exact value is zero."""
        size = float(np.linalg.norm(self.value.hi))
        difference = (other.hi - self.value.hi) + (other.lo - self.value.lo)
        return float(np.linalg.norm(difference)) / size if size else np.inf

    def _real(self, a: NDArray[Any]) -> Real:
        """A complex matrix or vector as a real one: [[Re, −Im], [Im, Re]] and [Re, Im]."""
        if not self._complex:
            return np.asarray(a, np.float64)
        re, im = np.asarray(a.real, np.float64), np.asarray(a.imag, np.float64)
        return np.concatenate([re, im]) if a.ndim == 1 else np.block([[re, -im], [im, re]])


def times(matrix: Real, x: Double) -> Double:
    """matrix @ x in twice the precision, (m, n) @ (n,) -> (m,); O(mn)."""
    rows = max(_BLOCK // max(matrix.shape[1], 1), 1)
    blocks = [_times(matrix[i : i + rows], x) for i in range(0, len(matrix), rows)]
    return Double(np.concatenate([b.hi for b in blocks]), np.concatenate([b.lo for b in blocks]))


def _times(matrix: Real, x: Double) -> Double:
    p, e = _two_product(matrix, x.hi)
    e += matrix * x.lo
    while p.shape[1] > 1:  # add the right half to the left half
        half = (p.shape[1] + 1) // 2
        right, rest = p[:, half:], slice(0, p.shape[1] - half)
        total, error = _two_sum(p[:, rest], right)
        e[:, rest] += error + e[:, half : p.shape[1]]
        p = np.concatenate([total, p[:, total.shape[1] : half]], axis=1)
        e = e[:, :half]
    return _double(p[:, 0], e[:, 0])


def _solved(matrix: Real, b: Double) -> Double:
    """x with matrix @ x = b in twice the precision, by iterative refinement."""
    inverse = np.linalg.inv(matrix)
    x = _double(inverse @ b.hi)
    last = np.inf
    for _ in range(40):
        product = times(matrix, x)
        residual = (b.hi - product.hi) + (b.lo - product.lo)
        correction = inverse @ residual
        size = float(np.linalg.norm(correction) / np.linalg.norm(x.hi))
        if not size < last / 2:
            break
        last = size
        hi, lo = _two_sum(x.hi, correction)
        x = _double(hi, lo + x.lo)
    if not last < 1e-22:
        n = len(matrix)
        raise ValueError(f"an {n}×{n} matrix is too close to singular for its solution to be known exactly")
    return x


def _double(hi: Real, lo: Real | float = 0.0) -> Double:
    return Double(*_two_sum(hi, np.broadcast_to(np.asarray(lo, np.float64), hi.shape)))


def _two_sum(a: Real, b: Real) -> tuple[Real, Real]:
    """a + b = s + e exactly (Knuth)."""
    s = a + b
    t = s - a
    return s, (a - (s - t)) + (b - t)


def _two_product(a: Real, b: Real) -> tuple[Real, Real]:
    """a·b = p + e exactly (Dekker, with Veltkamp's splitting into halves of 26 bits)."""
    p = a * b
    (a1, a2), (b1, b2) = _halves(a), _halves(b)
    return p, ((a1 * b1 - p) + a1 * b2 + a2 * b1) + a2 * b2


def _halves(a: Real) -> tuple[Real, Real]:
    c = (2.0**27 + 1) * a
    high = c - (c - a)
    return high, a - high


def _inverted(node: Node) -> TypeGuard[Apply]:
    return isinstance(node, Apply) and node.is_inverse
