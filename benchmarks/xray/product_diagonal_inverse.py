"""The inverse of a diagonal matrix times a matrix.

expect: diagonal-factor: np.linalg.inv(np.diag(d)) @ B -> B / d[:, None]
"""

import numpy as np

rng = np.random.default_rng(0)
d, B = rng.uniform(1, 2, size=700), rng.normal(size=(700, 700))
C = np.linalg.inv(np.diag(d)) @ B
print(C[0, 0])
