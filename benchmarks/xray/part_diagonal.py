"""The diagonal of a product (LAMP 4.7).

expect: part-of-product: np.diag(A @ B) -> np.einsum('ij,ji->i', A, B)
"""

import numpy as np

rng = np.random.default_rng(0)
A, B = rng.normal(size=(2, 900, 900))
c = np.diag(A @ B)
print(c[0])
