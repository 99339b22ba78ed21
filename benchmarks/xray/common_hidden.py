"""A subexpression that only other parentheses show: (AᵀB)ᵀAᵀB (LAAB 1; LAMP 4.3).

expect: none: not covered; as it is written nothing is computed again
"""

import numpy as np

rng = np.random.default_rng(0)
A, B = rng.normal(size=(2, 900, 900))
C = (A.T @ B).T @ A.T @ B
print(C[0, 0])
