"""Matrices so small that Python itself takes the time.

expect: none: there is nothing to gain
"""

import numpy as np

rng = np.random.default_rng(0)
A, B = rng.normal(size=(2, 4, 4))
x = rng.normal(size=4)
for _ in range(200):
    y = np.linalg.inv(A) @ x + np.diag(x) @ B @ x + np.linalg.solve(np.tril(A), x) + np.trace(A @ B)
print(y[0])
