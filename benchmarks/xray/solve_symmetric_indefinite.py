"""A symmetric system that is not definite (LAMP 4.6).

expect: none: not covered; LAPACK's solver for it takes half the operations and no less time
"""

import numpy as np

rng = np.random.default_rng(0)
A, b = rng.normal(size=(900, 900)), rng.normal(size=900)
x = np.linalg.solve(A + A.T, b)
print(x[0])
