"""All pairs are meant, and the source says so.

expect: none: a matrix of distances is wanted
"""

import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(size=900)
energy = np.mean(np.abs(x[:, None] - x))
print(energy)
