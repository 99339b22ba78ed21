"""A loop in which each product needs the one before.

expect: none: nothing is better
"""

import numpy as np

rng = np.random.default_rng(0)
A, x = rng.normal(size=(1000, 1000)), rng.normal(size=1000)
for _ in range(60):
    x = A @ x
    x /= np.linalg.norm(x)
print(x[0])
