"""A triangular system (LAMP 4.6).

expect: structured-solve: np.linalg.solve(L, b) -> scipy.linalg.solve_triangular(L, b, lower=True)
"""

import numpy as np

rng = np.random.default_rng(0)
A, b = rng.normal(size=(900, 900)), rng.normal(size=900)
L = np.tril(A) + 60 * np.eye(900)
x = np.linalg.solve(L, b)
print(x[0])
