"""Three square matrices: every order costs the same.

expect: none: nothing is better
"""

import numpy as np

rng = np.random.default_rng(0)
A, B, C = rng.normal(size=(3, 700, 700))
D = A @ B @ C
print(D[0, 0])
