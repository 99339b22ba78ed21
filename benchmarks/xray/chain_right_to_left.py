"""A chain that is cheapest from the right: HᵀHx (LAAB 2; LAMP 4.4).

expect: chain-order: H.T @ H @ x -> H.T @ (H @ x)
"""

import numpy as np

rng = np.random.default_rng(0)
H, x = rng.normal(size=(900, 900)), rng.normal(size=900)
y = H.T @ H @ x
print(y[0])
