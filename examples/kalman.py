"""Track 12 objects in three dimensions from noisy sensors, with a Kalman filter as the textbooks write it."""

import numpy as np

rng = np.random.default_rng(7)
objects, steps, dt = 12, 40, 0.1
sensors = 240

one = np.kron(np.array([[1, dt], [0, 1]]), np.eye(3))  # position and velocity of one object
F = np.kron(np.eye(objects), one)
n = len(F)
H = rng.normal(size=(sensors, n)) / np.sqrt(n)  # every sensor sees a mixture of all objects
Q = 1e-3 * np.eye(n)
R = 0.5 * np.eye(sensors)

truth = rng.normal(size=n)
x, P = np.zeros(n), np.eye(n)
errors = []
for _ in range(steps):
    truth = F @ truth + rng.normal(scale=1e-3**0.5, size=n)
    z = H @ truth + rng.normal(scale=0.5**0.5, size=sensors)

    x = F @ x
    P = F @ P @ F.T + Q

    S = H @ P @ H.T + R
    K = P @ H.T @ np.linalg.inv(S)
    x = x + K @ (z - H @ x)
    P = P - K @ H @ P
    errors.append(np.linalg.norm(x - truth) / np.linalg.norm(truth))

print(f"relative error: {errors[0]:.3f} after one step, {errors[-1]:.3f} after {steps}")
