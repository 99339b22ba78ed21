"""One matrix times many vectors, one at a time.

expect: column-loop: for j in range(200): C[:, j] = A @ B[:, j] -> C[:, :200] = A @ B[:, :200]
"""

import numpy as np

rng = np.random.default_rng(0)
A, B = rng.normal(size=(2, 1000, 1000))
C = np.empty((1000, 200))
for j in range(200):
    C[:, j] = A @ B[:, j]
print(C[0, 0])
