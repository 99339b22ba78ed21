"""Singular vectors that nobody uses.

expect: svd-factors: np.linalg.svd(A)[1] -> np.linalg.svd(A, compute_uv=False)
"""

import numpy as np

rng = np.random.default_rng(0)
A = rng.normal(size=(500, 500))
s = np.linalg.svd(A)[1]
print(s[0])
