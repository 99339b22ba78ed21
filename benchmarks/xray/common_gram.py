"""A subexpression twice, once transposed: (AᵀB)ᵀ(AᵀB) (LAAB 1; LAMP 4.3).

expect: repeated-expression: A.T @ B -> kept = A.T @ B; kept
"""

import numpy as np

rng = np.random.default_rng(0)
A, B = rng.normal(size=(2, 900, 900))
C = (A.T @ B).T @ (A.T @ B)
print(C[0, 0])
