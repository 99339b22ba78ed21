"""The pseudoinverse: what undoes A as far as that is possible."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from hiddenmath.linalg._arrays import Matrix, MatrixError, as_matrix
from hiddenmath.linalg._lapack import gesdd
from hiddenmath.linalg._rank import cut, perturbation


class PseudoInverse(NamedTuple):
    """`matrix` (n×m); the `rank`, `tolerance` and `gap` at which the singular values were cut (see `Rank`); `error`:
    bounds ‖matrix − exact‖₂, estimated; infinite where the cut is too close to call."""

    matrix: Matrix
    rank: int
    tolerance: float
    gap: float
    error: float


def pinv(A: ArrayLike, tol: float | None = None) -> PseudoInverse:
    """The Moore–Penrose pseudoinverse A⁺ = V S⁻¹ Uᴴ (n×m) of A (m×n), over the singular values above `tol`.

    A⁺ b is the shortest x with the smallest ‖A x − b‖; to solve one system, `lstsq` is cheaper and says more. Raises
    MatrixError where A is no matrix. Cost: about 14mn² + 10n³ for m ≥ n. Error: A and B of one rank have
    ‖A⁺ − B⁺‖ ≤ 1.62 max(‖A⁺‖, ‖B⁺‖)² ‖A − B‖ (Wedin, "Perturbation theory for pseudo-inverses", 1973).

    >>> pinv([[2.0, 0.0], [0.0, 0.0], [0.0, 0.0]]).matrix
    array([[0.5, 0. , 0. ],
           [0. , 0. , 0. ]])
    """
    matrix, dtype = as_matrix(A)
    U, s, Vt = gesdd(matrix)
    found = cut(s, matrix.shape, dtype, tol)
    r = found.rank
    with np.errstate(over="ignore", invalid="ignore"):  # told below
        inverse = (Vt[:r].conj().T / s[:r]) @ U[:, :r].conj().T
        answer = inverse.astype(dtype)
    if not np.isfinite(answer).all():
        m, n = matrix.shape
        raise MatrixError(
            f"A ({m}×{n}) has singular values as small as {s[r - 1]:.1e}: their reciprocals overflow "
            f"{answer.dtype}. Multiply A by a power of two first, or give a larger tol."
        )
    rounding = float(np.linalg.norm(inverse - answer))
    if r == 0:
        return PseudoInverse(answer, r, found.tolerance, found.gap, 0.0)
    E = perturbation(found, matrix.shape)
    error = 1.62 * E / (s[r - 1] - E) / (s[r - 1] - E) + rounding if s[r - 1] > 2 * E else np.inf
    return PseudoInverse(answer, r, found.tolerance, found.gap, float(error))
