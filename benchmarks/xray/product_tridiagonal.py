"""A product with a tridiagonal matrix (LAAB 3; LAMP 4.6).

expect: none: not covered; the structure of a factor is not looked at unless it is made by np.diag
"""

import numpy as np

rng = np.random.default_rng(0)
T, B = 2 * np.eye(900) - np.eye(900, k=1) - np.eye(900, k=-1), rng.normal(size=(900, 900))
C = T @ B
print(C[0, 0])
