"""Two systems with one matrix, in different lines (LAMP 4.3).

expect: repeated-factorisation: np.linalg.solve(A, b) -> lu = scipy.linalg.lu_factor(A); scipy.linalg.lu_solve(lu, b)
"""

import numpy as np

rng = np.random.default_rng(0)
A = rng.normal(size=(900, 900))
b, c = rng.normal(size=(2, 900))
x = np.linalg.solve(A, b)
y = np.linalg.solve(A, c)
print(x[0], y[0])
