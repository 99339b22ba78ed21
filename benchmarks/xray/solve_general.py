"""A system without structure.

expect: none: nothing is better
"""

import numpy as np

rng = np.random.default_rng(0)
A, b = rng.normal(size=(900, 900)), rng.normal(size=900)
x = np.linalg.solve(A, b)
print(x[0])
