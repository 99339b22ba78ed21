"""A product with a diagonal matrix (LAAB 3; LAMP 4.6).

expect: diagonal-factor: np.diag(d) @ B -> d[:, None] * B
"""

import numpy as np

rng = np.random.default_rng(0)
d, B = rng.normal(size=900), rng.normal(size=(900, 900))
C = np.diag(d) @ B
print(C[0, 0])
