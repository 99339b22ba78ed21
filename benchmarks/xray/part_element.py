"""One element of a product: (AB)[2, 2] (LAAB 5; LAMP 4.7).

expect: part-of-product: (A @ B)[2, 2] -> A[2] @ B[:, 2]
"""

import numpy as np

rng = np.random.default_rng(0)
A, B = rng.normal(size=(2, 900, 900))
c = (A @ B)[2, 2]
print(c)
