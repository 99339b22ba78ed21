"""A chain with transposes (LAMP 4.4).

expect: chain-order: (A @ B).T @ x -> B.T @ (A.T @ x)
"""

import numpy as np

rng = np.random.default_rng(0)
A, B = rng.normal(size=(2, 900, 900))
x = rng.normal(size=900)
y = (A @ B).T @ x
print(y[0])
