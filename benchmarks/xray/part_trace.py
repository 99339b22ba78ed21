"""The trace of a product.

expect: part-of-product: np.trace(A @ B) -> np.einsum('ij,ji->', A, B)
"""

import numpy as np

rng = np.random.default_rng(0)
A, B = rng.normal(size=(2, 900, 900))
c = np.trace(A @ B)
print(c)
