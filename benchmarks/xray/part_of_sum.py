"""One element of a sum: (A + B)[2, 2] (LAAB 5; LAMP 4.7).

expect: none: not covered; sums are not looked into
"""

import numpy as np

rng = np.random.default_rng(0)
A, B = rng.normal(size=(2, 900, 900))
c = (A + B)[2, 2]
print(c)
