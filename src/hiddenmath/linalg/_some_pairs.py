"""The largest eigenpairs of a dense Hermitian matrix by LAPACK, which leaves out the others."""

import numpy as np

from hiddenmath.linalg._bounds import Triplets, angle, beyond_rank, certify_symmetric
from hiddenmath.linalg._inertia import counted
from hiddenmath.linalg._krylov import Found
from hiddenmath.linalg._missed import Complete
from hiddenmath.linalg._operator import Operator


def some_pairs(A: Operator, k: int) -> Found | None:
    """The k largest eigenpairs of the Hermitian A (n×n, k < n), or None where they cannot be proved to be the largest.

    A tridiagonal matrix T = Qᴴ A Q has the eigenvalues of A. Of T, bisection finds those asked for, one by one, and
    relatively robust representations their vectors (`syevr`; Dhillon, Parlett, Vömel 2006). That they are the largest
    is proved by the inertia of what is left. Cost: 4n³/3, much of it at memory speed, + 2n²k + n³/3 for the proof.
    """
    from scipy.linalg import eigh

    array, n = A.dense(), A.shape[0]
    try:
        w, V = eigh(array, subset_by_index=(n - k - 1, n - 1), driver="evr", check_finite=False)
    except np.linalg.LinAlgError:  # it did not converge, which happens in tight clusters; `syevd` does
        return None
    if len(w) <= k:  # of many equal ones it may return fewer than it was asked for
        return None
    w, V = w[::-1], np.ascontiguousarray(V[:, :0:-1])
    error, residual, _ = certify_symmetric(array @ V, w[:k], V, A.rounding)
    upper = counted(A, V, w, error)
    if not upper[k] < np.inf:
        return None
    vectors = angle(residual, w[k - 1] - upper[k])
    triplets = Triplets(
        V, w[:k], V.conj().T, np.maximum(error, upper[:k] - w[:k]), vectors, beyond_rank(A.size, w[:k], residual)
    )
    return Found(triplets, Complete("proved"), 3, float(np.abs(w).max()), float(upper[k]))
