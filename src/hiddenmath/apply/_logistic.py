"""Logistic regression: the odds of one of two outcomes, by Newton's method."""

import warnings
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._spread import scaled
from hiddenmath.data import InputError
from hiddenmath.linalg import AccuracyWarning, lstsq
from hiddenmath.linalg._lapack import weighted_gram
from hiddenmath.linalg._telling import tell

Array = NDArray[np.float64]
# Newton's method needs under ten steps where there is an answer. Beyond these log-odds (3 in 10⁷) one asks whether any.
STEPS, FAR, HALVINGS = 100, 15.0, 30
# What the last step may change of the log-odds: it leaves the square of that. The least weight of a row.
DONE, TINY = 1e-7, 1e-16
CLEAR = 1e-10  # the least eigenvalue, of a matrix with ones on its diagonal, that Cholesky's method is given
ROWS = 512  # of a block that stays in the cache
ROUNDING = 1e-12  # of the loss, which must not make a last step look as if it led uphill


class Separated(InputError):
    """The columns tell the two outcomes apart without an error, so no coefficients are best: larger ones are better."""


class Logistic(NamedTuple):
    """log p/(1 − p) = intercept + X · coefficients. `losses`: −log likelihood (with the ridge's part) at each step."""

    intercept: float
    coefficients: Array
    losses: tuple[float, ...]

    def odds(self, X: Array) -> Array:
        """The log-odds (m,) of rows X (m×n)."""
        answer: Array = self.intercept + X @ self.coefficients
        return answer


def chance(odds: Array) -> Array:
    """p = 1/(1 + e^−odds)."""
    from scipy.special import expit

    return np.asarray(expit(odds))


def deviance(odds: Array, y: Array) -> float:
    """−log likelihood of y (m,) of 0 and 1."""
    return float(np.sum(np.maximum(odds, 0) + np.log1p(np.exp(-np.abs(odds))) - y * odds))


def logistic(X: Array, y: Array, ridge: float = 0.0) -> Logistic:
    """The b and w with the smallest −log likelihood of y (0 or 1) + ridge ‖w‖²/2, where log p/(1 − p) = b + X w.

    Newton's method on centred columns of length 1, each step a least-squares problem weighted with p(1 − p), halved
    while it leads uphill. Raises Separated where there is no smallest, InputError where it is not found in 100 steps.
    Cost: one `lstsq` of an m×n matrix a step. Source: McCullagh and Nelder, "Generalized Linear Models", section 4.4.

    >>> found = logistic(np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0.0, 1.0, 0.0, 1.0]))
    >>> round(found.intercept, 3), found.coefficients.round(3)
    (-1.362, array([0.908]))
    """
    Z, mean, rest, length = scaled(X)
    x, losses, settled = _newton(Z, y, np.append(0, np.sqrt(ridge) / length))
    far = not settled or np.abs(x[0] + Z @ x[1:]).max() > FAR
    if not ridge and far and separated(np.column_stack([np.ones(len(Z)), Z]), y):
        raise Separated(
            "The columns separate the two values of the target without an error: the larger the coefficients, the "
            "better they fit, so no coefficients are best.",
            "Set ridge to a number such as 1, leave out the column that gives the answer away, or give more rows.",
        )
    if not settled:
        raise InputError(f"Newton's method did not settle in {STEPS} steps.", "Set ridge to a number such as 1.")
    w = x[1:] / length
    return Logistic(float(x[0] - mean @ w - rest @ w), w, tuple(losses))


def separated(A: Array, y: Array) -> bool:
    """Whether some x has A x ≥ 0 where y is 1 and ≤ 0 where it is 0, and is not zero everywhere: then the likelihood
    has no maximum. A linear program. Source: A. Albert and J. Anderson, Biometrika 71 (1984); K. Konis 2007.

    >>> A = np.array([[1.0, -1.0], [1.0, 0.0], [1.0, 1.0]])
    >>> separated(A, np.array([0.0, 0.0, 1.0])), separated(A, np.array([1.0, 0.0, 1.0]))
    (True, False)
    """
    from scipy.optimize import linprog

    size = np.abs(A).max(axis=0)
    S = (2 * y - 1)[:, None] * (A / np.where(size > 0, size, 1))
    answer = linprog(-S.sum(axis=0), A_ub=-S, b_ub=np.zeros(len(S)), bounds=(-1, 1))
    return bool(np.sum(S @ np.asarray(answer.x)) > 1e-6 * len(S))  # HiGHS takes −1e-7 for 0


def _newton(Z: Array, y: Array, below: Array) -> tuple[Array, list[float], bool]:
    """x (of the intercept, then of the columns of Z), the losses on the way to it, and whether the last step was
    nothing. `below`: the roots of the ridge's weights."""

    def loss(odds: Array, x: Array) -> float:
        return deviance(odds, y) + float(np.sum((below * x) ** 2)) / 2

    x, odds = np.zeros(len(below)), np.zeros(len(y))
    losses = [loss(odds, x)]
    for taken in range(STEPS):
        tell("Newton's method", taken, 0)
        step = _step(Z, y - chance(odds), np.sqrt(np.maximum(chance(odds) * chance(-odds), TINY)), below, x)
        moved = step[0] + Z @ step[1:]
        if np.abs(moved).max() <= DONE:
            return x + step, losses, True
        for _ in range(HALVINGS):
            if loss(odds + moved, x + step) <= losses[-1] * (1 + ROUNDING):
                break
            step, moved = step / 2, moved / 2
        x, odds = x + step, odds + moved
        losses.append(loss(odds, x))
    return x, losses, False


def _step(Z: Array, left: Array, root: Array, below: Array, x: Array) -> Array:
    """(AᵀWA + diag(below²))⁻¹ (Aᵀ left − below² ∘ x) for A = [1, Z] and W = diag(root²), of clearly full rank by
    Cholesky's method, else as the least squares that it is."""
    sides = np.column_stack([root**2, left])
    G, sums = weighted_gram(Z, root, sides, ROWS)
    across, down = sums.T
    total, level = sides.sum(axis=0)
    H = np.block([[np.atleast_2d(total), across[None]], [across[:, None], G]]) + np.diag(below**2)
    size = np.sqrt(H.diagonal())
    if (size > 0).all() and np.linalg.eigvalsh(H / np.outer(size, size))[0] > CLEAR:
        gradient = np.append(level, down) - below**2 * x
        step: Array = np.linalg.solve(H / np.outer(size, size), gradient / size) / size
        return step
    A = np.column_stack([np.ones(len(Z)), Z])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", AccuracyWarning)  # a rough step still leads downhill, or is halved
        found: Array = lstsq(
            np.vstack([root[:, None] * A, np.diag(below)]), np.concatenate([left / root, -below * x])
        ).x
    return found
