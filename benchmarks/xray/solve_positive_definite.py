"""A symmetric positive definite system (LAMP 4.6).

expect: structured-solve: np.linalg.solve(S, b) -> scipy.linalg.cho_solve(scipy.linalg.cho_factor(S), b)
"""

import numpy as np

rng = np.random.default_rng(0)
X, b = rng.normal(size=(2500, 2000)), rng.normal(size=2000)
S = X.T @ X
x = np.linalg.solve(S, b)
print(x[0])
