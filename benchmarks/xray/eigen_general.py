"""All of a general eigenvalue problem is used.

expect: none: nothing is better
"""

import numpy as np

rng = np.random.default_rng(0)
A = rng.normal(size=(200, 200))
w, V = np.linalg.eig(A)
print(w[0], V[0, 0])
