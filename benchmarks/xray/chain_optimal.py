"""The cheapest order already.

expect: none: nothing is better
"""

import numpy as np

rng = np.random.default_rng(0)
H, x = rng.normal(size=(900, 900)), rng.normal(size=900)
y = H.T @ (H @ x)
print(y[0])
