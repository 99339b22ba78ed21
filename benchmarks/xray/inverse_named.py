"""An inverse under a name, used once.

expect: explicit-inverse: A_inv = np.linalg.inv(A); A_inv @ b -> np.linalg.solve(A, b)
"""

import numpy as np

rng = np.random.default_rng(0)
A, b = rng.normal(size=(800, 800)), rng.normal(size=800)
A_inv = np.linalg.inv(A)
x = A_inv @ b
print(x[0])
