"""The inverse is what is wanted: standard errors are on its diagonal.

expect: none: the inverse itself is used
"""

import numpy as np

rng = np.random.default_rng(0)
X, y = rng.normal(size=(900, 500)), rng.normal(size=900)
C = np.linalg.inv(X.T @ X)
w = C @ (X.T @ y)
print(w[0], np.sqrt(np.diag(C))[0])
