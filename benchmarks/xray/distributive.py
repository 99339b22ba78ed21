"""A common factor: AB + AC = A(B + C) (LAAB 4; LAMP 4.5).

expect: none: not covered; sums are not looked into
"""

import numpy as np

rng = np.random.default_rng(0)
A, B, C = rng.normal(size=(3, 900, 900))
D = A @ B + A @ C
print(D[0, 0])
