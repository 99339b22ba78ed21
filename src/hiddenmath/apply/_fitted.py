"""What is said of a fit: its numbers, the table of coefficients, and how it was computed."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._linear import Linear, linear, spread
from hiddenmath.apply._logistic import Logistic, Separated, chance, deviance, logistic
from hiddenmath.apply._logistic_routes import logistic_routes
from hiddenmath.apply._result import Numbers
from hiddenmath.apply._routes import Route, routes
from hiddenmath.apply._spread import scaled
from hiddenmath.data import InputError, Table

Array = NDArray[np.float64]
FOLLOWS = 1e-10  # what is left of a column of length 1 that follows from others


class Found(NamedTuple):
    """The fit, its `numbers`, the `table` of coefficients and the `tables` of how it was computed."""

    intercept: float
    coefficients: Array
    numbers: Numbers
    table: Table
    tables: dict[str, Table]


def of_linear(X: Array, y: Array, ridge: float, names: tuple[str, ...], notes: list[str]) -> Found:
    """The linear fit of y (m,) to X (m×n); what is worth knowing is added to the notes."""
    m, n = X.shape
    found = linear(X, y, ridge)
    residuals, height = found.residuals(X, y), scaled(y[:, None])
    left, total = float(residuals @ residuals), float(height.length[0] ** 2) if height.Z.any() else 0.0
    explained = 1 - left / total if total > 0 else np.nan
    free = m - n - 1
    numbers: Numbers = {
        "r_squared": explained,
        "residual": float(np.sqrt(left)),
        "condition": found.condition,
        "error_bound": found.error,
    }
    values = np.array([found.intercept, *found.coefficients])
    if ridge or found.rank < n or free < 1 or left == 0:
        notes.append(_why_unsure(X, ridge, found, names, free))
        table = _coefficients(names, values[:, None], ("coefficient",))
    else:
        from scipy.stats import f, t

        noise = np.sqrt(left / free)
        errors = noise * spread(X)
        numbers["adjusted_r_squared"] = 1 - (1 - explained) * (m - 1) / free
        numbers["standard_deviation_of_residuals"] = float(noise)
        numbers["p_of_all"] = float(f.sf((total - left) / n / noise**2, n, free))
        p = 2 * t.sf(np.abs(values / errors), free)
        heads = ("coefficient", "standard error", "t", "p")
        table = _coefficients(names, np.column_stack([values, errors, values / errors, p]), heads)
        notes.append(_surest(names, values[1:] / errors[1:], p[1:]))
    notes += [found.warning] if found.warning else []
    measure = "residual", partial(_residual, X, y)
    methods = _methods(routes(X, y, ridge), found.coefficients, scaled(X).length, measure)
    return Found(found.intercept, found.coefficients, numbers, table, {"methods": methods})


def _why_unsure(X: Array, ridge: float, found: Linear, names: tuple[str, ...], free: int) -> str:
    if ridge:
        return "With a ridge the coefficients are pulled towards 0 on purpose, so there are no standard errors to give."
    if found.rank < len(names):
        return (
            f"Only {found.rank} of {len(names)} columns are independent, so many coefficients fit equally well: these "
            f"are the shortest, and there are no standard errors. {_following(X, names, found.rank)} "
            "A method that needs independent columns has no numbers in the table."
        )
    if free < 1:
        return "There are no more rows than coefficients, so nothing is left to tell their errors from."
    return "The fit is exact, so there is no noise to tell standard errors from."


def _following(X: Array, names: tuple[str, ...], rank: int) -> str:
    """Which columns follow from those before them: the ones that have no length left beside those."""
    Z = scaled(X).Z
    left = np.abs(np.asarray(np.linalg.qr(Z, mode="r")).diagonal()) if len(Z) >= len(names) else np.ones(len(names))
    follow = [name for name, length in zip(names, left, strict=True) if length < FOLLOWS]
    if len(follow) != len(names) - rank:
        return "Leave columns out that follow from others, or set a ridge."
    listed = ", ".join(map(repr, follow[:8])) + (f" and {len(follow) - 8} more" if len(follow) > 8 else "")
    return f"What follows from columns before it, or does not vary: {listed}. Leave it out, or set a ridge."


def _surest(names: tuple[str, ...], t: Array, p: Array) -> str:
    best = int(np.argmax(np.abs(t)))
    sure = int(np.sum(p < 0.05))
    return f"{names[best]!r} is the surest (t = {t[best]:.3g}); {sure} of {len(p)} coefficients have p below 0.05."


def _coefficients(names: tuple[str, ...], cells: Array, heads: tuple[str, ...]) -> Table:
    return Table(heads, cells, {"column": ("intercept", *names)}, name="coefficients")


def _methods(found: list[Route], best: Array, length: Array, measure: tuple[str, Callable[[Route], float]]) -> Table:
    """The four methods beside the answer: error (in the spread of each column, relative), what is left, condition."""
    size = float(np.linalg.norm(best * length)) or 1.0
    name, left = measure
    cells = [
        [float(np.linalg.norm((route.coefficients - best) * length)) / size, left(route), route.condition, route.steps]
        for route in found
    ]
    text = {"method": tuple(r.method for r in found), "columns": tuple(r.columns for r in found)}
    return Table(("error", name, "condition", "steps"), np.array(cells), text, name="methods")


def _residual(X: Array, y: Array, route: Route) -> float:
    return float(np.linalg.norm(y - route.intercept - X @ route.coefficients))


def _loss(X: Array, y: Array, ridge: float, route: Route) -> float:
    w = route.coefficients
    return deviance(route.intercept + X @ w, y) + ridge * float(w @ w) / 2


def of_logistic(X: Array, y: Array, ridge: float, names: tuple[str, ...], notes: list[str]) -> Found:
    """The logistic fit of y (m,), 0 or 1, to X (m×n); what is worth knowing is added to the notes."""
    if len(np.unique(y)) < 2:
        raise InputError("The rows to learn from have only one value of the target.", "Keep fewer rows back.")
    try:
        found = logistic(X, y, ridge)
    except Separated as problem:
        raise Separated(problem.message + _alone(X, y, names), problem.hint) from None
    odds = found.odds(X)
    loss, share = deviance(odds, y), float(y.mean())
    alone = deviance(np.full(len(y), np.log(share / (1 - share))), y)
    right, usual = float(np.mean((odds > 0) == y)), max(share, 1 - share)
    numbers: Numbers = {
        "log_likelihood": -loss,
        "pseudo_r_squared": 1 - loss / alone,
        "right": right,
        "right_by_always_the_same": usual,
        "newton_steps": len(found.losses) - 1,
    }
    p, errors = chance(odds), None
    if ridge or np.linalg.matrix_rank(scaled(X).Z) < X.shape[1]:
        notes.append("With a ridge, or where columns depend on each other, there are no standard errors to give.")
    else:
        errors = spread(X, p * (1 - p))
    table = _odds_table(names, np.array([found.intercept, *found.coefficients]), errors)
    measure = "loss", partial(_loss, X, y, ridge)
    methods = _methods(logistic_routes(X, y, ridge), found.coefficients, scaled(X).length, measure)
    notes.append(f"{right:.1%} of the rows are told rightly; always saying the same would be right for {usual:.1%}.")
    tables = {"methods": methods, "newton": _newton_table(found)}
    return Found(found.intercept, found.coefficients, numbers, table, tables)


def _odds_table(names: tuple[str, ...], values: Array, errors: Array | None) -> Table:
    with np.errstate(over="ignore"):  # the odds of an intercept far from all rows may be infinite
        ratios = np.exp(values)
    if errors is None:
        return _coefficients(names, np.column_stack([values, ratios]), ("coefficient", "odds ratio"))
    from scipy.stats import norm

    z = values / errors
    heads = ("coefficient", "odds ratio", "standard error", "z", "p")
    return _coefficients(names, np.column_stack([values, ratios, errors, z, 2 * norm.sf(np.abs(z))]), heads)


def _newton_table(found: Logistic) -> Table:
    cells = np.column_stack([np.arange(len(found.losses), dtype=np.float64), found.losses])
    return Table(("step", "loss"), cells, name="newton")


def _alone(X: Array, y: Array, names: tuple[str, ...]) -> str:
    """Which column separates the two on its own, if one does."""
    for name, x in zip(names, X.T, strict=True):
        low, high = x[y == 0], x[y == 1]
        if low.max() <= high.min() or high.max() <= low.min():
            return f" {name!r} does so alone."
    return ""
