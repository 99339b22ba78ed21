"""The logarithm of a determinant that is too small to be stored.

expect: log-determinant: np.log(np.linalg.det(S)) -> np.linalg.slogdet(S)[1]
"""

import numpy as np

rng = np.random.default_rng(0)
X = rng.normal(size=(900, 400)) / 1000
S = X.T @ X
with np.errstate(divide="ignore"):
    c = np.log(np.linalg.det(S))
print(c)
