"""Logistic regression with many columns, on chances instead of outcomes."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._logistic import chance
from hiddenmath.linalg._telling import tell

Array = NDArray[np.float64]
STEPS, DONE = 300, 1e-4  # of L-BFGS; and the gradient, relative to the number of rows, where it ends


def soft_logistic(X: Any, p: Array, ridge: float) -> tuple[float, Array]:
    """The b and w with the smallest Σ −pᵢ log qᵢ − (1 − pᵢ) log(1 − qᵢ) + ridge ‖w‖²/2, where log q/(1 − q) = b + X w.

    X (m×n) is an array or sparse, p (m,) the chances. With p of 0 and 1 this is logistic regression. By L-BFGS: two
    products with X a step. Source: J. Nocedal, S. Wright, "Numerical Optimization", 2nd edition, section 7.2.

    >>> soft_logistic(np.array([[1.0], [-1.0]]), np.array([0.9, 0.1]), 1e-6)[1].round(2)  # log 0.9/0.1
    array([2.2])
    """
    import scipy.optimize

    steps = 0

    def loss(x: Array) -> tuple[float, Array]:
        nonlocal steps
        tell("Learning", steps := steps + 1, 0)
        odds = x[0] + X @ x[1:]
        left = chance(odds) - p
        value = np.sum(np.maximum(odds, 0) + np.log1p(np.exp(-np.abs(odds))) - p * odds) + ridge / 2 * (x[1:] @ x[1:])
        return float(value), np.append(left.sum(), X.T @ left + ridge * x[1:])

    # SciPy's L-BFGS ends by the largest entry of the gradient.
    options = {"maxiter": STEPS, "gtol": DONE * np.sqrt(len(p)), "ftol": 1e-9}
    minimize: Any = scipy.optimize.minimize
    found = minimize(loss, np.zeros(X.shape[1] + 1), jac=True, method="L-BFGS-B", options=options)
    return float(found.x[0]), np.asarray(found.x[1:])
