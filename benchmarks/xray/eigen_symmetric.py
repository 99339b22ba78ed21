"""Eigenvalues and vectors of a symmetric matrix.

expect: eigenvalues: np.linalg.eig(S) -> np.linalg.eigh(S)
"""

import numpy as np

rng = np.random.default_rng(0)
A = rng.normal(size=(300, 300))
S = A + A.T
w, V = np.linalg.eig(S)
print(w.max(), V.shape)
