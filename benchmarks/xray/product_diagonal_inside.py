"""A diagonal matrix inside a chain, under a name.

expect: diagonal-factor: W = np.diag(w); X.T @ W @ X -> X.T * w @ X
"""

import numpy as np

rng = np.random.default_rng(0)
w, X = rng.uniform(size=1500), rng.normal(size=(1500, 100))
W = np.diag(w)
G = X.T @ W @ X
print(G[0, 0])
