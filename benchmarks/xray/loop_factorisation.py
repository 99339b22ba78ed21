"""A matrix that is factorised in every turn of a loop (LAMP 4.7).

expect: repeated-factorisation: np.linalg.solve(A, b) -> lu = scipy.linalg.lu_factor(A); scipy.linalg.lu_solve(lu, b)
"""

import numpy as np

rng = np.random.default_rng(0)
A, b = rng.normal(size=(500, 500)), rng.normal(size=500)
for _ in range(12):
    b = np.linalg.solve(A, b)
    b /= np.linalg.norm(b)
print(b[0])
