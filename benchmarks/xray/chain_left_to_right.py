"""A chain that is cheapest from the left, written from the right: yᵀHᵀH (LAAB 2; LAMP 4.4).

expect: chain-order: y @ (H.T @ H) -> y @ H.T @ H
"""

import numpy as np

rng = np.random.default_rng(0)
H, y = rng.normal(size=(900, 900)), rng.normal(size=900)
z = y @ (H.T @ H)
print(z[0])
