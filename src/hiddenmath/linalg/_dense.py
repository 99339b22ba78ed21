"""All singular triplets at once, by LAPACK (Householder bidiagonalisation, then divide and conquer: `gesdd`)."""

import numpy as np

from hiddenmath.linalg._bounds import Triplets, angle, certify, norm
from hiddenmath.linalg._krylov import Found
from hiddenmath.linalg._lapack import gesdd
from hiddenmath.linalg._library import library_of
from hiddenmath.linalg._missed import Complete
from hiddenmath.linalg._tall import Tall


def dense(A: Tall, k: int) -> Found:
    """The first k of all triplets of A (m×n). Cost: about 6mn² + 20n³ for m ≥ n, and as much again for the
    certificate.

    NumPy's LAPACK and not SciPy's: their wheels bring separate OpenBLAS thread pools, which slow each other down.
    All min(m, n) triplets are certified, therefore all singular values are accounted for and the first k are the
    largest. The shorter side's vectors span its whole space, therefore A − U S Vt is bounded by the residuals and the
    values left out.
    """
    m, n = A.shape
    library = library_of(A)
    U, s, Vt = gesdd(A) if library.name == "NumPy" else library.xp.linalg.svd(A, full_matrices=False)
    s = library.home(s)
    error, residual, g = certify(A, U, s, Vt)
    tail = norm(A) * g + (1 + g) * (residual + float(np.linalg.norm(s[k:])))
    if k < len(s):
        vectors = angle(residual, s[k - 1] - s[k] - error[k])
    else:
        vectors = 0.0 if m == n else angle(residual, s[k - 1])
    triplets = Triplets(U[:, :k], s[:k], Vt[:k], error[:k], vectors, tail)
    return Found(triplets, Complete("proved"), 3, float(s[0]), float(s[k] + error[k]) if k < len(s) else 0.0)
