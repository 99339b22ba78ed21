"""An explicit inverse on the right: BA⁻¹ (LAMP 4.2).

expect: explicit-inverse: B @ np.linalg.inv(A) -> np.linalg.solve(A.T, B.T).T
"""

import numpy as np

rng = np.random.default_rng(0)
A, B = rng.normal(size=(800, 800)), rng.normal(size=(9, 800))
X = B @ np.linalg.inv(A)
print(X[0, 0])
