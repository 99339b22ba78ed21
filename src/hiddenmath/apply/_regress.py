"""The tool `regress`."""

from dataclasses import replace
from typing import Annotated, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._design import Design
from hiddenmath.apply._linear import Linear, linear, spread
from hiddenmath.apply._logistic import Logistic, Separated, chance, deviance, logistic
from hiddenmath.apply._option import Option
from hiddenmath.apply._regression import Regression
from hiddenmath.apply._result import Picture, Result
from hiddenmath.apply._routes import routes
from hiddenmath.apply._split import held_out
from hiddenmath.apply._spread import scaled
from hiddenmath.apply._tool import tool
from hiddenmath.data import InputError, Missing, Table, complete

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = dict[str, float | int | str]
# A text of more levels is rather a name; what a picture can hold.
LEVELS, DRAWN = 30, 2_000


@tool(estimator="LinearRegression")
def regress(
    data: Table,
    *,
    target: Annotated[str | None, Option("The column to explain; by default the last column of numbers.")] = None,
    model: Annotated[
        Literal["linear", "logistic"], Option("linear: how much; logistic: how likely one of two values is.")
    ] = "linear",
    ridge: Annotated[float, Option("Pull the coefficients towards 0, so strongly.", min=0, max=1e300)] = 0.0,
    degree: Annotated[int, Option("Powers of each column of numbers, up to this one.", min=1, max=9)] = 1,
    positive: Annotated[str | None, Option("Logistic: the value of the target to explain, against all others.")] = None,
    without: Annotated[str, Option("Columns to leave out, separated by commas.")] = "",
    test: Annotated[float, Option("The share of the rows to keep back as a test, such as 0.25.", min=0, max=0.9)] = 0.0,
    seed: Annotated[int, Option("Draws which rows are kept back.", min=0)] = 0,
    missing: Annotated[
        Missing, Option("Rows with missing values: stop, drop them, or fill in the column's mean.")
    ] = "error",
) -> Result:
    """Regress: one column from the others.

    Finds the weights with which the other columns add up to this one with the smallest squares, says how sure each
    weight is, and what four ways of computing it make of the same numbers.

    *Linear*: y ≈ b + X w with the smallest ‖y − b − X w‖² + ridge ‖w‖². The *standard error* says how far a weight
    would move from one sample to the next; *t* is the weight divided by it, and *p* how often chance alone would give
    a t as large, if the true weight were 0 and the noise were normal and equally strong everywhere. R² is the share of
    the variance that is explained. *Logistic*: log p/(1 − p) = b + X w with the largest likelihood, by Newton's method.

    The table of *methods* solves the same least squares by the normal equations AᵀA x = Aᵀb, by QR, by the SVD and by
    gradient descent, once with the columns as they are and once centred and brought to length 1, and compares them with
    the answer above. The condition number κ says why they differ: the normal equations work with κ², and gradient
    descent needs about κ² steps.

    Columns of text become columns of 0 and 1, one for each level but the first. A row without a value of the target is
    not learned from: it is predicted. Rows kept back as a test have no part in anything that is learned.
    """
    table, target, positive = _prepared(data, target, model, positive, without)
    parts = _divided(table, target, model, positive, test, seed, missing)
    design = _design(parts.learn, degree)
    X = design.matrix(parts.learn)
    if not X.shape[1]:
        raise InputError(
            f"{table.name} has no column to explain {target!r} by.",
            "Give a table with more columns, or leave out fewer.",
        )
    notes = [*parts.learn.notes, *_about_texts(data, design, target)]
    fit = _linear if model == "linear" else _logistic
    found = fit(X, parts.y, ridge, design.names, notes)
    fitted = Regression(model, target, positive or "", design, found.intercept, found.coefficients)
    predictions = _predictions(fitted, parts)
    numbers = {"rows": len(X), "columns": X.shape[1], **found.numbers, **_tested(predictions, model)}
    picture = _picture(fitted, parts, predictions, ridge)
    tables = {"coefficients": found.table, **found.tables, "predictions": predictions}
    return Result(numbers, tables, "predictions", picture, {"model.npz": fitted.save()}, tuple(notes))


class _Found(NamedTuple):
    intercept: float
    coefficients: Array
    numbers: Numbers
    table: Table
    tables: dict[str, Table]


class _Parts(NamedTuple):
    """The rows to learn from with their target `y`, and all rows that are predicted: `part` of each in words, `actual`
    NaN where it is not known."""

    learn: Table
    y: Array
    every: Table
    actual: Array
    part: tuple[str, ...]


def _prepared(
    data: Table, target: str | None, model: str, positive: str | None, without: str
) -> tuple[Table, str, str | None]:
    """The table without what is left out; the target's name; for logistic, the value that counts as 1."""
    table = data.without(name.strip() for name in without.split(",") if name.strip())
    if target is None:
        two = next((name for name, cells in table.text.items() if 2 <= len(set(cells)) <= LEVELS), None)
        target = two if model == "logistic" and two else next(reversed(table.columns), None)
    if target is None:
        raise InputError(f"{table.name} has no column of numbers.", "Check the separator and how numbers are written.")
    cells = [cell for cell in table.labels(target) if cell]
    if model == "linear":
        if target in table.text:
            raise InputError(
                f"{target!r} holds text, such as {cells[0]!r}.", "Choose a column of numbers, or set model to logistic."
            )
        return table, target, None
    values = sorted(set(cells))
    if positive is None and len(values) == 2:
        positive = values[1]
    if positive not in values or len(values) < 2:
        listed = ", ".join(map(repr, values[:8])) + (f" and {len(values) - 8} more" if len(values) > 8 else "")
        raise InputError(
            f"{target!r} has {'only one value' if len(values) == 1 else f'{len(values)} values'}: {listed}"
            + (f"; {positive!r} is none of them." if positive and positive not in values else "."),
            "A logistic regression explains one value against the others: choose a column with two, or set positive to "
            "the one to explain.",
        )
    return table, target, positive


def _divided(
    table: Table, target: str, model: str, positive: str | None, test: float, seed: int, missing: Missing
) -> _Parts:
    """Sets rows aside: those without a target are new, some of the others a test; the rest is learned from."""
    if model == "logistic":
        cells = table.labels(target)
        y = np.array([np.nan if not cell else float(cell == positive) for cell in cells])
    else:
        y = table.matrix[:, table.columns.index(target)].copy()
        if missing == "error" and any(cell.column == target for cell in table.unread):
            complete(replace(table, columns=(target,), matrix=y[:, None], text={}), missing)
    number = np.arange(table.rows, dtype=np.float64)
    rest = table.without([target])
    # The row's number and its target go along, so that they stay beside it where rows are dropped.
    kept = replace(rest, columns=(*rest.columns, "\0row"), matrix=np.column_stack([rest.matrix, number]))
    if missing != "mean":
        kept = complete(kept, missing)
    at = kept.matrix[:, -1].astype(int)
    new: Flags = np.isnan(y[at])
    if new.all():
        raise InputError(f"No row has a value of {target!r}.", "Give rows that have one.")
    known = np.flatnonzero(~new)
    tested = np.zeros(kept.rows, dtype=bool)
    tested[known] = held_out(len(known), test, seed)
    learn = kept.take(~new & ~tested)
    if missing == "mean":
        learn = complete(learn, missing)
        kept = replace(kept, matrix=np.where(np.isfinite(kept.matrix), kept.matrix, learn.matrix.mean(axis=0)))
    if new.any():
        note = f"{new.sum()} rows have no value of {target!r}: they are predicted, and nothing is learned from them."
        learn = replace(learn, notes=(*learn.notes, note))
    part = tuple(np.select([new, tested], ["new", "test"], "learned").tolist())
    return _Parts(learn.without(["\0row"]), y[at][~new & ~tested], kept.without(["\0row"]), y[at], part)


def _design(learn: Table, degree: int) -> Design:
    """All columns of numbers, and the texts that have few levels."""
    levels = {name: tuple(sorted(set(cells))) for name, cells in learn.text.items()}
    few = {name: found for name, found in levels.items() if 2 <= len(found) <= min(LEVELS, learn.rows // 2)}
    return Design(learn.columns, few, degree)


def _about_texts(data: Table, design: Design, target: str) -> list[str]:
    first = [f"{name!r} (without {levels[0]!r})" for name, levels in design.levels.items()]
    notes = []
    if first:
        listed = ", ".join(first[:5]) + (f", and {len(first) - 5} more" if len(first) > 5 else "")
        notes.append(
            f"Text became columns of 0 and 1, one for each level but the first, which the others are compared with: "
            f"{listed}."
        )
    ignored = [f"{name!r}" for name in data.text if name not in design.levels and name != target]
    if ignored:
        notes.append(f"Text of one level, or of too many, does not count: {', '.join(ignored[:5])}.")
    return notes


def _linear(X: Array, y: Array, ridge: float, names: tuple[str, ...], notes: list[str]) -> _Found:
    m, n = X.shape
    found = linear(X, y, ridge)
    left = float(found.residuals @ found.residuals)
    total = float(np.sum((scaled(y[:, None]).Z[:, 0] * scaled(y[:, None]).length[0]) ** 2))
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
        notes.append(_why_unsure(ridge, found, n, free))
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
    tables = {"methods": _methods(X, y, ridge, found)}
    return _Found(found.intercept, found.coefficients, numbers, table, tables)


def _why_unsure(ridge: float, found: Linear, n: int, free: int) -> str:
    if ridge:
        return "With a ridge the coefficients are pulled towards 0 on purpose, so there are no standard errors to give."
    if found.rank < n:
        return (
            f"Only {found.rank} of {n} columns are independent, so many coefficients fit equally well: these are the "
            "shortest, and there are no standard errors. Leave columns out that follow from others, or set a ridge."
        )
    if free < 1:
        return "There are no more rows than coefficients, so nothing is left to tell their errors from."
    return "The fit is exact, so there is no noise to tell standard errors from."


def _surest(names: tuple[str, ...], t: Array, p: Array) -> str:
    best = int(np.argmax(np.abs(t)))
    sure = int(np.sum(p < 0.05))
    return f"{names[best]!r} is the surest (t = {t[best]:.3g}); {sure} of {len(p)} coefficients have p below 0.05."


def _coefficients(names: tuple[str, ...], cells: Array, heads: tuple[str, ...]) -> Table:
    return Table(heads, cells, {"column": ("intercept", *names)}, name="coefficients")


def _methods(X: Array, y: Array, ridge: float, best: Linear) -> Table:
    """The four methods beside the answer: error (in the spread of each column, relative), residual, condition."""
    length = scaled(X).length
    size = float(np.linalg.norm(best.coefficients * length)) or 1.0
    found = routes(X, y, ridge)
    cells = [
        [
            float(np.linalg.norm((route.coefficients - best.coefficients) * length)) / size,
            float(np.linalg.norm(y - route.intercept - X @ route.coefficients)),
            route.condition,
            route.steps,
        ]
        for route in found
    ]
    text = {"method": tuple(r.method for r in found), "columns": tuple(r.columns for r in found)}
    return Table(("error", "residual", "condition", "steps"), np.array(cells), text, name="methods")


def _logistic(X: Array, y: Array, ridge: float, names: tuple[str, ...], notes: list[str]) -> _Found:
    if len(np.unique(y)) < 2:
        raise InputError("The rows to learn from have only one value of the target.", "Keep fewer rows back.")
    try:
        found = logistic(X, y, ridge)
    except Separated as problem:
        raise Separated(problem.message + _alone(X, y, names), problem.hint) from None
    odds = found.odds(X)
    loss, share = deviance(odds, y), float(y.mean())
    alone = deviance(np.full(len(y), np.log(share / (1 - share))), y)
    right = float(np.mean((odds > 0) == y))
    numbers: Numbers = {
        "log_likelihood": -loss,
        "pseudo_r_squared": 1 - loss / alone,
        "right": right,
        "right_by_always_the_same": max(share, 1 - share),
        "newton_steps": len(found.losses) - 1,
    }
    values = np.array([found.intercept, *found.coefficients])
    p = chance(odds)
    if ridge or np.linalg.matrix_rank(scaled(X).Z) < X.shape[1]:
        notes.append("With a ridge, or where columns depend on each other, there are no standard errors to give.")
        table = _coefficients(names, np.column_stack([values, np.exp(values)]), ("coefficient", "odds ratio"))
    else:
        from scipy.stats import norm

        errors = spread(X, p * (1 - p))
        z = values / errors
        heads = ("coefficient", "odds ratio", "standard error", "z", "p")
        cells = np.column_stack([values, np.exp(values), errors, z, 2 * norm.sf(np.abs(z))])
        table = _coefficients(names, cells, heads)
    usual = max(share, 1 - share)
    notes.append(f"{right:.1%} of the rows are told rightly; always saying the same would be right for {usual:.1%}.")
    notes.append("In the picture a row is what is so, a column what was told.")
    return _Found(found.intercept, found.coefficients, numbers, table, {"newton": _newton_table(found)})


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


def _predictions(fitted: Regression, parts: _Parts) -> Table:
    answer = fitted.predict(parts.every)
    head = "fitted" if fitted.model == "linear" else "chance"
    columns: tuple[str, ...] = ("actual", head, "residual")
    cells = np.column_stack([parts.actual, answer, parts.actual - answer])
    if parts.every.lines:
        columns, cells = ("line", *columns), np.column_stack([np.array(parts.every.lines, dtype=np.float64), cells])
    return Table(columns, cells, {"part": parts.part}, name="predictions")


def _tested(predictions: Table, model: str) -> Numbers:
    """How well the rows are predicted that were kept back."""
    test = np.array(predictions.text["part"]) == "test"
    if not test.any():
        return {}
    actual, answer, residual = predictions.matrix[test, -3:].T
    if model == "logistic":
        return {"test_rows": int(test.sum()), "test_right": float(np.mean((answer > 0.5) == actual))}
    total = float(np.sum((actual - actual.mean()) ** 2))
    left = float(residual @ residual)
    return {
        "test_rows": int(test.sum()),
        "test_r_squared": 1 - left / total if total > 0 else np.nan,
        "test_error": float(np.sqrt(left / test.sum())),
    }


def _picture(fitted: Regression, parts: _Parts, predictions: Table, ridge: float) -> Picture:
    """One column of numbers: the points and their curve. Several: what is left of each row over what was fitted, where
    the best line is flat. Logistic: how often which value was told for which."""
    learned = np.array(parts.part) == "learned"
    actual, answer, residual = predictions.matrix[learned, -3:].T
    if fitted.model == "logistic":
        told = [[int(np.sum((actual == i) & ((answer > 0.5) == j))) for j in (0, 1)] for i in (0, 1)]
        value = {"shape": [2, 2], "dtype": "int64", "values": [*told[0], *told[1]]}
        return Picture("matrix", {"value": value})
    design, step = fitted.design, -(-len(actual) // DRAWN)
    if len(design.columns) == 1 and not design.levels:
        points = _points(parts.learn.matrix[::step, 0], actual[::step])
        drawn = {"view": "curve", "points": points, "x": design.columns[0], "y": fitted.target}
        return Picture("fit", {**drawn, "degree": design.degree, "ridge": ridge})
    points = _points(answer[::step], residual[::step])
    return Picture("fit", {"view": "line", "points": points, "x": "fitted", "y": "residual", "best": "yes"})


def _points(x: Array, y: Array) -> str:
    return "; ".join(f"{a:.10g} {b:.10g}" for a, b in zip(x.tolist(), y.tolist(), strict=True))
