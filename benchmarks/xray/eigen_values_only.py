"""Eigenvectors that nobody uses.

expect: eigenvalues: w, V = np.linalg.eigh(S) -> w = np.linalg.eigvalsh(S)
"""

import numpy as np

rng = np.random.default_rng(0)
A = rng.normal(size=(500, 500))
S = A + A.T
w, V = np.linalg.eigh(S)
print(w[-1])
