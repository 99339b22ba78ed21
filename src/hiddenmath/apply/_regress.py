"""The tool `regress`."""

from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._design import Design
from hiddenmath.apply._fitted import Numbers, of_linear, of_logistic
from hiddenmath.apply._option import Option
from hiddenmath.apply._parts import LEVELS, Parts, divided, prepared
from hiddenmath.apply._regression import Regression
from hiddenmath.apply._result import Picture, Result
from hiddenmath.apply._tool import tool
from hiddenmath.data import InputError, Missing, Table

Array = NDArray[np.float64]
DRAWN = 2_000  # points that a picture can hold


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
    table, target, positive = prepared(data, target, model, positive, without)
    parts = divided(table, target, model, positive, test, seed, missing)
    design = _design(parts.learn, degree)
    X = design.matrix(parts.learn)
    if not X.shape[1]:
        raise InputError(
            f"{table.name} has no column to explain {target!r} by.",
            "Give a table with more columns, or leave out fewer.",
        )
    notes = [*parts.learn.notes, *_about_texts(parts.learn, design)]
    fit = of_linear if model == "linear" else of_logistic
    found = fit(X, parts.y, ridge, design.names, notes)
    fitted = Regression(model, target, positive or "", design, found.intercept, found.coefficients)
    predictions = _predictions(fitted, parts)
    numbers = {"rows": len(X), "columns": X.shape[1], **found.numbers, **_tested(predictions, model)}
    picture, seen = _picture(fitted, parts, predictions, ridge)
    tables = {"coefficients": found.table, **found.tables, "predictions": predictions}
    return Result(numbers, tables, "predictions", picture, {"model.npz": fitted.save()}, (*notes, *seen))


def _design(learn: Table, degree: int) -> Design:
    """All columns of numbers, and the texts that have few levels."""
    levels = {name: tuple(sorted(set(cells))) for name, cells in learn.text.items()}
    few = {name: found for name, found in levels.items() if 2 <= len(found) <= min(LEVELS, learn.rows // 2)}
    return Design(learn.columns, few, degree)


def _about_texts(learn: Table, design: Design) -> list[str]:
    first = [f"{name!r} (without {levels[0]!r})" for name, levels in design.levels.items()]
    notes = []
    if first:
        listed = ", ".join(first[:5]) + (f", and {len(first) - 5} more" if len(first) > 5 else "")
        notes.append(
            f"Text became columns of 0 and 1, one for each level but the first, which the others are compared with: "
            f"{listed}."
        )
    ignored = [f"{name!r}" for name in learn.text if name not in design.levels]
    if ignored:
        notes.append(f"Text of one level, or of too many, does not count: {', '.join(ignored[:5])}.")
    return notes


def _predictions(fitted: Regression, parts: Parts) -> Table:
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


def _picture(fitted: Regression, parts: Parts, predictions: Table, ridge: float) -> tuple[Picture, list[str]]:
    """One column of numbers: the points and their curve. Several: what is left of each row over what was fitted, where
    the best line is flat. Logistic: how often which value was told for which. And what is to be known about it."""
    learned = np.array(parts.part) == "learned"
    actual, answer, residual = predictions.matrix[learned, -3:].T
    if fitted.model == "logistic":
        told = [[int(np.sum((actual == i) & ((answer > 0.5) == j))) for j in (0, 1)] for i in (0, 1)]
        value = {"shape": [2, 2], "dtype": "int64", "values": [*told[0], *told[1]]}
        return Picture("matrix", {"value": value}), ["In the picture a row is what is so, a column what was told."]
    design, step = fitted.design, -(-len(actual) // DRAWN)
    if len(design.columns) == 1 and not design.levels:
        points = _points(parts.learn.matrix[::step, 0], actual[::step])
        drawn = {"view": "curve", "points": points, "x": design.columns[0], "y": fitted.target}
        return Picture("fit", {**drawn, "degree": design.degree, "ridge": ridge}), []
    points = _points(answer[::step], residual[::step])
    picture = Picture("fit", {"view": "line", "points": points, "x": "fitted", "y": "residual", "best": "yes"})
    flat = "." if ridge else "; the best line through it is flat, else the fit could be bettered."
    return picture, ["In the picture what is left of each row stands above what was fitted" + flat]


def _points(x: Array, y: Array) -> str:
    return "; ".join(f"{a:.10g} {b:.10g}" for a, b in zip(x.tolist(), y.tolist(), strict=True))
