"""The tool `regress`."""

from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._as_read import as_share, as_words
from hiddenmath.apply._design import Design
from hiddenmath.apply._file import File
from hiddenmath.apply._fitted import of_linear, of_logistic
from hiddenmath.apply._option import Option
from hiddenmath.apply._parts import LEVELS, Parts, divided, prepared
from hiddenmath.apply._predicted import of_new_rows, points, predictions, scored, told_and_so
from hiddenmath.apply._regression import Regression
from hiddenmath.apply._result import Key, Numbers, Picture, Result
from hiddenmath.apply._spread import refuse_extreme
from hiddenmath.apply._tool import tool
from hiddenmath.data import InputError, Missing, Table

Array = NDArray[np.float64]
# The numbers that answer, where they are there.
KEY: Key = {
    "test_r_squared": "share", "test_right": "share", "r_squared": "share", "right": "share",
    "right_by_always_the_same": "share", "rows": "number", "columns": "number",
}  # fmt: skip


@tool(begins="diabetes", estimator="LinearRegression", saves="model.npz", with_saved=("missing",))
def regress(
    data: Table,
    *,
    target: Annotated[str | None, Option("The column to explain; by default the last column of numbers.")] = None,
    model: Annotated[
        Literal["linear", "logistic"], Option("linear: how much; logistic: how likely one of two values is.")
    ] = "linear",
    ridge: Annotated[float, Option("Pull the coefficients towards 0, so strongly.", min=0, max=1e300)] = 0.0,
    degree: Annotated[int, Option("Powers of each column of numbers, up to this one.", min=1, max=9)] = 1,
    interactions: Annotated[
        bool, Option("Also the products of different columns of numbers, of up to degree factors (two at least).")
    ] = False,
    positive: Annotated[str | None, Option("Logistic: the value of the target to explain, against all others.")] = None,
    without: Annotated[str, Option("Columns to leave out, separated by commas.")] = "",
    test: Annotated[float, Option("The share of the rows to keep back as a test, such as 0.25.", min=0, max=0.9)] = 0.0,
    seed: Annotated[int, Option("Draws which rows are kept back.", min=0)] = 0,
    missing: Annotated[
        Missing, Option("Rows with missing values: stop, drop them, or fill in the column's mean.")
    ] = "error",
    use: Annotated[
        File | None, Option("A model saved earlier, to predict these rows by instead of fitting.", suffix=".npz")
    ] = None,
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
    the answer above, whose own error is at most `error_bound`. The condition number κ says why they differ: the normal
    equations work with κ², and gradient descent needs about κ² steps. Logistic, each step of Newton's method is a
    least-squares problem, which three of the methods solve.

    Columns of text become columns of 0 and 1, one for each level but the first. With degree 2 and interactions, columns
    of numbers become those of scikit-learn's `PolynomialFeatures(2)`. A row without a value of the target is not
    learned from: it is predicted. Rows kept back as a test have no part in anything that is learned. A model that was
    saved predicts other rows; it finds its columns by name.
    """
    if use is not None:
        return of_new_rows(data, Regression.load(use), missing)
    table, target, classes = prepared(data, target, model, positive, without)
    parts = divided(table, target, classes, test, seed, missing)
    design = _design(parts.learn, degree, interactions)
    X = design.matrix(parts.learn)
    if not X.shape[1]:
        raise InputError(
            f"{table.name} has no column to explain {target!r} by.",
            "Give a table with more columns, or leave out fewer.",
        )
    refuse_extreme(np.column_stack([X, parts.y]), (*design.names, target))
    notes = _about_texts(parts.learn, design)
    fit = of_linear if model == "linear" else of_logistic
    found = fit(X, parts.y, ridge, design.names, notes)
    means = parts.learn.matrix.mean(axis=0)
    fitted = Regression(model, target, np.array(classes, dtype=str), design, means, found.intercept, found.coefficients)
    predicted = predictions(fitted, parts.every, parts.actual, parts.part)
    tested = scored(predicted, np.array(parts.part) == "test", model, "test")
    numbers = {"rows": len(X), "columns": X.shape[1], **found.numbers, **tested}
    picture, seen = _picture(fitted, parts, predicted, ridge)
    tables = {"coefficients": found.table, **found.tables, "predictions": predicted}
    said = (_answer(fitted, found.numbers), *notes, *seen, *parts.learn.notes)
    return Result(numbers, tables, "predictions", picture, {"model.npz": fitted.save()}, said, key=KEY)


def _answer(fitted: Regression, numbers: Numbers) -> str:
    """What was explained by what, and how well."""
    names = fitted.inputs
    by = " and ".join(map(repr, names)) if len(names) < 3 else f"{len(names)} columns"
    if fitted.model == "logistic":
        return f"Whether {fitted.target!r} is {str(fitted.classes[1])!r} is explained by {by}."
    if numbers["r_squared"] != numbers["r_squared"]:  # NaN
        return f"{fitted.target!r} is the same in every row, so that nothing is there to explain."
    missed = numbers.get("standard_deviation_of_residuals")
    usual = f"; a value is usually missed by {as_words(missed)}" if missed else ""
    return f"{fitted.target!r} is explained by {by}: {as_share(float(numbers['r_squared']))} of its variance{usual}."


def _design(learn: Table, degree: int, interactions: bool) -> Design:
    """All columns of numbers, and the texts that have few levels."""
    levels = {name: tuple(sorted(set(cells))) for name, cells in learn.text.items()}
    few = {name: found for name, found in levels.items() if 2 <= len(found) <= min(LEVELS, learn.rows // 2)}
    return Design(learn.columns, few, degree, interactions)


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


def _picture(fitted: Regression, parts: Parts, predicted: Table, ridge: float) -> tuple[Picture, list[str]]:
    """One column of numbers: the points and their curve. Several: what is so over what was fitted, where the best line
    has slope 1 and the R² of the fit. Logistic: how often which value was told for which. And what is to be known."""
    learned = np.array(parts.part) == "learned"
    actual, answer, _ = predicted.matrix[learned, -3:].T
    design = fitted.design
    if fitted.model == "logistic":
        return told_and_so(actual, answer), ["In the picture a row is what is so, a column what was told."]
    if len(design.columns) == 1 and not design.levels:
        curve = points(parts.learn.matrix[:, 0], actual)
        drawn = {"view": "curve", "points": curve, "x": design.columns[0], "y": fitted.target}
        return Picture("fit", {**drawn, "degree": design.degree, "ridge": ridge}), []
    picture = Picture("fit", {"view": "line", "points": points(answer, actual), "x": "fitted", "y": fitted.target})
    line = "steeper than y = x, since the ridge pulls what is fitted to the middle" if ridge else "y = x"
    return picture, [f"In the picture what is so stands above what was fitted. The best line is {line}."]
