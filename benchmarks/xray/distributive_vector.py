"""A common factor the other way round: (A − HᵀH)x = Ax − Hᵀ(Hx) (LAAB 4; LAMP 4.5).

expect: none: not covered; sums are not looked into
"""

import numpy as np

rng = np.random.default_rng(0)
A, H = rng.normal(size=(2, 900, 900))
x = rng.normal(size=900)
y = (A - H.T @ H) @ x
print(y[0])
