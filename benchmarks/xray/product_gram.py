"""A symmetric product AᵀA (LAAB 3; LAMP 4.1).

expect: none: NumPy sees it by itself and computes one half
"""

import numpy as np

rng = np.random.default_rng(0)
A = rng.normal(size=(900, 900))
G = A.T @ A
print(G[0, 0])
