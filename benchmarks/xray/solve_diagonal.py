"""A diagonal system (LAMP 4.6).

expect: structured-solve: np.linalg.solve(np.diag(d), b) -> b / d
"""

import numpy as np

rng = np.random.default_rng(0)
d, b = rng.uniform(1, 2, size=900), rng.normal(size=900)
x = np.linalg.solve(np.diag(d), b)
print(x[0])
