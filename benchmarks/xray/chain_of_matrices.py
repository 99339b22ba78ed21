"""A chain of matrices of different sizes (LAMP 4.4).

expect: chain-order: A @ B @ C -> A @ (B @ C)
"""

import numpy as np

rng = np.random.default_rng(0)
A, C = rng.normal(size=(2, 1500, 60))
B = rng.normal(size=(60, 1500))
D = A @ B @ C
print(D[0, 0])
