"""A matrix of two blocks on the diagonal (LAAB 4; LAMP 4.5).

expect: none: not covered; the structure of a factor is not looked at unless it is made by np.diag
"""

import numpy as np

rng = np.random.default_rng(0)
A1, A2 = rng.normal(size=(2, 450, 450))
B, zero = rng.normal(size=(900, 900)), np.zeros((450, 450))
C = np.block([[A1, zero], [zero, A2]]) @ B
print(C[0, 0])
