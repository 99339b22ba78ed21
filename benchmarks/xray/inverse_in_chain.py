"""The normal equations as they stand in textbooks: (XᵀX)⁻¹Xᵀy (LAMP 4.2, 4.4).

expect: explicit-inverse: np.linalg.inv(X.T @ X) @ X.T @ y -> np.linalg.solve(X.T @ X, X.T @ y)
"""

import numpy as np

rng = np.random.default_rng(0)
X, y = rng.normal(size=(900, 700)), rng.normal(size=900)
w = np.linalg.inv(X.T @ X) @ X.T @ y
print(w[0])
