"""QR by Householder reflections: one mirror a column lays it flat."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from hiddenmath._counted import counted
from hiddenmath.linalg.steps._inputs import real
from hiddenmath.linalg.steps._step import Array, Step, Steps
from hiddenmath.linalg.steps._words import number


class QR(NamedTuple):
    """A = Q R: `Q` (m×m) orthogonal, `R` (m×n) upper triangular."""

    Q: Array
    R: Array


def householder(A: ArrayLike) -> Steps[QR]:
    """A = Q R for A (m×n), one reflection a step; state: v (perpendicular to the mirror), Q, R. A = Q R at every step.

    H = I − 2 v vᵀ with v of length 1 sends x to α e₁, α = ∓‖x‖, with the sign that makes x − α e₁ long: no digits
    cancel. Q is orthogonal to rounding for every A. Cost: 2mn² − 2n³/3 operations, and 4m²n for Q. Raises MatrixError.
    Source: Golub & Van Loan, Matrix Computations, algorithm 5.2.1.

    >>> for step in householder([[1, 2, 3], [4, 5, 6], [7, 8, 9]]):
    ...     print(f"{step.did}: {step.why}")
    start with R = A (3×3), Q = I: A = Q R holds, and will after every step
    reflect rows 1 to 3: column 1 there becomes (−8.124, 0, 0): a mirror keeps lengths, here 8.124
    reflect rows 2 to 3: column 2 there becomes (0.9045, 0): a mirror keeps lengths, here 0.9045
    A = Q R: 2 mirrors, one after the other, are Q; R is upper triangular
    """
    return _householder(real(A))


def _householder(R: Array) -> Steps[QR]:
    m, n = R.shape
    Q, mirrors = np.identity(m), 0
    yield Step.of(f"start with R = A ({m}×{n}), Q = I", "A = Q R holds, and will after every step", Q=Q, R=R)
    for k in range(min(m - 1, n)):
        x = R[k:, k]
        if not x[1:].any():
            yield Step.of(f"no mirror for column {k + 1}", f"it is 0 below row {k + 1} already", Q=Q, R=R)
            continue
        length = float(np.linalg.norm(x))
        alpha = -float(np.copysign(length, x[0]))
        v = x.copy()
        v[0] -= alpha
        v /= np.linalg.norm(v)
        R[k:] -= 2 * np.outer(v, v @ R[k:])
        Q[:, k:] -= 2 * np.outer(Q[:, k:] @ v, v)
        R[k, k], R[k + 1 :, k] = alpha, 0  # on paper they are
        mirrors += 1
        did = f"reflect rows {k + 1} to {m}: column {k + 1} there becomes {_flat(alpha, m - k)}"
        yield Step.of(did, f"a mirror keeps lengths, here {number(length)}", v=v, Q=Q, R=R)
    why = f"{counted(mirrors, 'mirror')}, one after the other, are Q; R is upper triangular"
    yield Step.of("A = Q R", why, Q=Q, R=R)
    return QR(Q, R)


def _flat(alpha: float, n: int) -> str:
    return f"({number(alpha)}, {', '.join('0' * min(n - 1, 3))}{', …' * (n > 4)})"
