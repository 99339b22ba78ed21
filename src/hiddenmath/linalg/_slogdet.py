"""The determinant, as its sign and its logarithm: the number itself soon leaves the range of floats."""

from math import inf, log, log1p
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from hiddenmath.linalg._arrays import Matrix, as_matrix
from hiddenmath.linalg._bounds import UNIT, Vector, gamma
from hiddenmath.linalg._forward import estimate
from hiddenmath.linalg._lapack import routine
from hiddenmath.linalg._range import shift, shifted
from hiddenmath.linalg._structure import look, square


class SignLogDet(NamedTuple):
    """det A = `sign` · exp(`logabs`), `sign` of absolute value 1, or 0 with `logabs` −∞; `error` bounds
    |logabs − log|det A||, estimated; infinite where rounding cannot tell A from a singular matrix."""

    sign: complex
    logabs: float
    error: float


def slogdet(A: ArrayLike) -> SignLogDet:
    """Sign and logarithm of |det A| for A (n×n): the factor by which A changes volumes.

    From the diagonal of U in P A = L U, or of A itself where A is triangular. U belongs to A + E, |E| ≤ γ|L||U|
    (Higham 2002, theorem 9.3), and |log det(I + A⁻¹E)| ≤ −n log(1 − ‖A⁻¹E‖), with an estimate of ‖|A⁻¹||E|‖∞. Raises
    MatrixError where A is no square matrix. Cost: 2n³/3.

    >>> answer = slogdet([[2.0, 0.0], [1.0, -3.0]])
    >>> answer.sign, round(float(np.exp(answer.logabs)), 12)
    (-1.0, 6.0)
    """
    matrix, _ = as_matrix(A)
    exponent = shift(square(matrix))
    matrix = shifted(matrix, -exponent)
    n = len(matrix)
    if look(matrix).name in ("diagonal", "lower triangular", "upper triangular"):
        d, swaps, error = matrix.diagonal(), 0, 0.0
    else:
        LU, pivots, _ = routine("getrf", matrix)(matrix.T)
        d, swaps = LU.diagonal(), int((pivots != np.arange(n)).sum())
        error = _of_elimination(LU, pivots) if d.all() else inf
    if not d.all():
        return SignLogDet(d[0] * 0.0, -inf, error)
    size = np.abs(d)
    logs = np.log(size)
    sign = np.prod(d / size) * (-1) ** swaps
    rounding = gamma(n + 4, logs) * float(np.abs(logs).sum() + n) + 4 * UNIT * abs(n * exponent)
    logabs = float(logs.sum()) + n * exponent * log(2)
    return SignLogDet((sign / abs(sign)).item(), logabs, float(error + rounding))


def _of_elimination(LU: Matrix, pivots: Vector) -> float:
    """How far log|det| of the product of the factors is from that of the matrix."""
    n = len(LU)
    getrs = routine("getrs", LU)
    row = np.abs(np.triu(LU)).sum(axis=1)
    row += np.abs(np.tril(LU, -1)) @ row
    order = np.arange(n)
    for i, p in enumerate(pivots):
        order[[i, p]] = order[[p, i]]
    E = np.empty((n, 1))
    E[order, 0] = gamma(n + 8, LU) * row
    ρ = float(estimate(lambda B: getrs(LU, pivots, B)[0], lambda B: getrs(LU, pivots, B, trans=2)[0], E)[0])
    return -n * log1p(-ρ) if ρ < 1 else inf
