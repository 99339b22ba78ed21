"""A tridiagonal system (LAMP 4.6).

expect: structured-solve: np.linalg.solve(T, b) -> scipy.linalg.solve(T, b, assume_a='tridiagonal')
"""

import numpy as np

rng = np.random.default_rng(0)
T, b = 2 * np.eye(900) - np.eye(900, k=1) - np.eye(900, k=-1), rng.normal(size=900)
x = np.linalg.solve(T, b)
print(x[0])
