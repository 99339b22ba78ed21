"""A chain that is cheapest from both ends: Hᵀy xᵀH (LAAB 2; LAMP 4.4).

expect: chain-order: H.T @ y @ x.T @ H -> H.T @ y @ (x.T @ H)
"""

import numpy as np

rng = np.random.default_rng(0)
H = rng.normal(size=(900, 900))
x, y = rng.normal(size=(2, 900, 1))
Z = H.T @ y @ x.T @ H
print(Z[0, 0])
