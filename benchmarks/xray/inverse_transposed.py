"""The inverse of a transpose: A⁻ᵀb (LAMP 4.2).

expect: explicit-inverse: np.linalg.inv(A).T @ b -> np.linalg.solve(A.T, b)
"""

import numpy as np

rng = np.random.default_rng(0)
A, b = rng.normal(size=(800, 800)), rng.normal(size=800)
x = np.linalg.inv(A).T @ b
print(x[0])
