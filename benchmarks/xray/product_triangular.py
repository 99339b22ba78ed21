"""A product with a triangular matrix (LAAB 3; LAMP 4.6).

expect: none: not covered; NumPy has no such product
"""

import numpy as np

rng = np.random.default_rng(0)
A, B = rng.normal(size=(2, 900, 900))
C = np.tril(A) @ B
print(C[0, 0])
