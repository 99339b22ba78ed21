"""A part of a product that is used as a whole, too.

expect: none: the whole product is used
"""

import numpy as np

rng = np.random.default_rng(0)
A, B = rng.normal(size=(2, 900, 900))
C = A @ B
print(np.trace(C), C.sum())
