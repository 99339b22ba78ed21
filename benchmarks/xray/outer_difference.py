"""Residuals of which each is subtracted from each.

expect: outer-difference: y - X @ w
"""

import numpy as np

rng = np.random.default_rng(0)
X, y, w = rng.normal(size=(900, 3)), rng.normal(size=900), rng.normal(size=(3, 1))
residuals = y - X @ w
print(residuals.shape)
