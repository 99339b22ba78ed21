"""A smooth curve through noisy points, with the uncertainty at each place: Gaussian process regression."""

import numpy as np

rng = np.random.default_rng(5)
points, places, noise = 500, 60, 0.2
x = np.sort(rng.uniform(0, 10, points))
y = np.sin(x) + 0.3 * x + rng.normal(scale=noise, size=points)
grid = np.linspace(0, 10, places)


def kernel(a, b, length=0.8):
    return np.exp(-0.5 * (a[:, None] - b[None, :]) ** 2 / length**2)


def posterior(x, y, grid):
    K = kernel(x, x) + noise**2 * np.eye(len(x))
    K_star = kernel(grid, x)
    K_inv = np.linalg.inv(K)
    mean = K_star @ K_inv @ y
    covariance = kernel(grid, grid) - K_star @ K_inv @ K_star.T
    return mean, np.sqrt(np.diag(covariance))


mean, spread = posterior(x, y, grid)
truth = np.sin(grid) + 0.3 * grid
inside = np.mean(np.abs(mean - truth) < 2 * spread)
print(f"largest error {np.abs(mean - truth).max():.3f}; within two standard deviations at {inside:.0%} of the places")
