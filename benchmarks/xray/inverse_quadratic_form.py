"""A quadratic form with an inverse: bᵀA⁻¹b.

expect: explicit-inverse: b @ np.linalg.inv(A) @ b -> b @ np.linalg.solve(A, b)
"""

import numpy as np

rng = np.random.default_rng(0)
A, b = rng.normal(size=(800, 800)), rng.normal(size=800)
q = b @ np.linalg.inv(A) @ b
print(q)
