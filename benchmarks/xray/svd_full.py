"""A square U of which a few columns are used.

expect: svd-factors: np.linalg.svd(A) -> np.linalg.svd(A, full_matrices=False)
"""

import numpy as np

rng = np.random.default_rng(0)
A = rng.normal(size=(1500, 60))
U, s, Vt = np.linalg.svd(A)
B = U[:, : len(s)] * s @ Vt
print(B[0, 0])
