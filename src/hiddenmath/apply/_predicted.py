"""What a regression predicts: for the rows that it learned from, those kept back, and new ones."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._matched import matched
from hiddenmath.apply._regression import Regression
from hiddenmath.apply._result import Key, Numbers, Picture, Result
from hiddenmath.data import Missing, Table, complete

Array = NDArray[np.float64]
# The numbers that answer, where they are there.
KEY: Key = {
    "known_r_squared": "share", "known_right": "share", "known_error": "number", "rows": "number",
}  # fmt: skip
DRAWN = 2_000  # points that a picture can hold


def predictions(fitted: Regression, table: Table, actual: Array, part: tuple[str, ...]) -> Table:
    """For each row what is so (NaN where nobody knows), what is predicted, and what that leaves."""
    answer = fitted.predict(table)
    columns: tuple[str, ...] = ("actual", "fitted" if fitted.model == "linear" else "chance", "residual")
    cells = np.column_stack([actual, answer, actual - answer])
    if table.lines:
        columns, cells = ("line", *columns), np.column_stack([np.array(table.lines, dtype=np.float64), cells])
    text = {"part": part} | ({"told": fitted.told(answer)} if fitted.model == "logistic" else {})
    return Table(columns, cells, text, name="predictions")


def scored(predicted: Table, rows: NDArray[np.bool_], model: str, name: str) -> Numbers:
    """How well these rows are predicted, of which it is known what is so."""
    if not rows.any():
        return {}
    actual, answer, residual = predicted.matrix[rows, -3:].T
    if model == "logistic":
        return {f"{name}_rows": int(rows.sum()), f"{name}_right": float(np.mean((answer > 0.5) == actual))}
    total, left = float(np.sum((actual - actual.mean()) ** 2)), float(residual @ residual)
    return {
        f"{name}_rows": int(rows.sum()),
        f"{name}_r_squared": 1 - left / total if total > 0 else np.nan,
        f"{name}_error": float(np.sqrt(left / rows.sum())),
    }


def told_and_so(actual: Array, answer: Array) -> Picture:
    """How often which of two values was told for which."""
    told = [[int(np.sum((actual == i) & ((answer > 0.5) == j))) for j in (0, 1)] for i in (0, 1)]
    return Picture("matrix", {"value": {"shape": [2, 2], "dtype": "int64", "values": [*told[0], *told[1]]}})


def points(x: Array, y: Array) -> str:
    """As the picture `fit` takes them; of many every so-and-so-many-th."""
    step = -(-len(x) // DRAWN)
    return "; ".join(f"{a:.10g} {b:.10g}" for a, b in zip(x[::step].tolist(), y[::step].tolist(), strict=True))


def of_new_rows(data: Table, fitted: Regression, missing: Missing) -> Result:
    """The answer for each row of a table that has the same columns, in any order."""
    table, actual = _prepared(data, fitted, missing)
    predicted = predictions(fitted, table, actual, ("new",) * table.rows)
    known = np.isfinite(actual)
    numbers: Numbers = {"rows": table.rows, "columns": len(fitted.inputs)}
    numbers |= scored(predicted, known, fitted.model, "known")
    notes = ["A saved model was used: nothing was learned from this table."]
    notes += _unheard_of(table, fitted)
    if known.any():
        notes.append(f"{known.sum()} of {table.rows} rows have a value of {fitted.target!r} to compare with.")
    picture, seen = _picture(fitted, table, predicted, known)
    return Result(
        numbers,
        {"predictions": predicted},
        "predictions",
        picture,
        {"model.npz": fitted.save()},
        (*notes, *seen, *table.notes),
        key=KEY,
    )


def _prepared(data: Table, fitted: Regression, missing: Missing) -> tuple[Table, Array]:
    """The columns of the model with a number in each cell, and what is so, where it is known."""
    design = fitted.design
    X = matched(data, design.columns, design.levels)
    notes = data.notes
    if missing == "mean" and not np.isfinite(X).all():
        count = int((~np.isfinite(X)).sum())
        words = "value: filled in with the mean" if count == 1 else "values: filled in with the means"
        notes = (*notes, f"{count} missing {words} that the saved model holds.")
        X = np.where(np.isfinite(X), X, fitted.means)
    table = replace(
        data,
        columns=(*design.columns, "\0row"),  # the row's number stays beside it where rows are dropped
        matrix=np.column_stack([X, np.arange(data.rows)]),
        text={name: data.labels(name) for name in design.levels},
        unread=tuple(cell for cell in data.unread if cell.column in design.columns),
        notes=notes,
    )
    table = complete(table, missing)
    kept = table.matrix[:, -1].astype(int)
    return table.without(["\0row"]), _actual(data, fitted)[kept]


def _actual(data: Table, fitted: Regression) -> Array:
    """The target, NaN where it is not there."""
    if fitted.model == "linear" and fitted.target in data.columns:
        return data.matrix[:, data.columns.index(fitted.target)]
    if fitted.model == "logistic" and fitted.target in (*data.columns, *data.text):
        return np.array(
            [float(cell == str(fitted.classes[1])) if cell else np.nan for cell in data.labels(fitted.target)]
        )
    return np.full(data.rows, np.nan)


def _unheard_of(table: Table, fitted: Regression) -> list[str]:
    """A note on levels that the model does not know."""
    for name, levels in fitted.design.levels.items():
        if new := sorted({*table.text[name]} - {*levels}):
            return [
                f"{name!r} has a level that the model does not know, such as {new[0]!r}: it counts as {levels[0]!r}."
            ]
    return []


def _picture(
    fitted: Regression, table: Table, predicted: Table, known: NDArray[np.bool_]
) -> tuple[Picture | None, list[str]]:
    """What is so over what is predicted; where nobody knows what is so, what is predicted over the column that moves
    it most. Logistic: how often which value was told."""
    actual, answer, _ = predicted.matrix[:, -3:].T
    if fitted.model == "logistic":
        if known.any():
            return told_and_so(actual[known], answer[known]), [
                "In the picture a row is what is so, a column what was told."
            ]
        counts = [int(np.sum(answer <= 0.5)), int(np.sum(answer > 0.5))]
        no, yes = map(str, fitted.classes)
        picture = Picture("matrix", {"value": {"shape": [1, 2], "dtype": "int64", "values": counts}})
        return picture, [f"In the picture: how many rows were told {no!r}, and how many {yes!r}."]
    if known.sum() > 1:
        drawn = {"view": "line", "points": points(answer[known], actual[known]), "x": "fitted", "y": fitted.target}
        return Picture("fit", drawn), [
            "In the picture what is so stands above its prediction. Where the model holds, the best line is near y = x."
        ]
    X = fitted.matrix(table)
    first = int(np.argmax(np.abs(fitted.coefficients) * X.std(axis=0)))
    if table.rows < 2 or not np.ptp(X[:, first]):
        return None, []
    name = fitted.design.names[first]
    drawn = {"view": "line", "points": points(X[:, first], answer), "x": name, "y": fitted.target, "best": "yes"}
    return Picture("fit", drawn), [f"In the picture each prediction stands above {name!r}, which moves them most."]
