"""One inverse and a right-hand side so wide that it makes no difference.

expect: none: no faster when it is measured
"""

import numpy as np

rng = np.random.default_rng(0)
A, B = rng.normal(size=(300, 300)), rng.normal(size=(300, 9000))
X = np.linalg.inv(A) @ B
print(X[0, 0])
