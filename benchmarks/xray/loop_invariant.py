"""A product that does not depend on the loop it is in: AB + vᵢvᵢᵀ (LAAB 5; LAMP 4.7).

expect: repeated-expression: A @ B -> kept = A @ B; kept
"""

import numpy as np

rng = np.random.default_rng(0)
A, B = rng.normal(size=(2, 700, 700))
total = 0.0
for v in rng.normal(size=(6, 700)):
    total += (A @ B + np.outer(v, v))[0, 0]
print(total)
