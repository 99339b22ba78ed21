"""The tool `pca`."""

from dataclasses import replace
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._components import Components, principal_components
from hiddenmath.apply._option import Option
from hiddenmath.apply._result import Picture, Result
from hiddenmath.apply._tool import tool
from hiddenmath.data import InputError, Missing, Table, complete

Array = NDArray[np.float64]
# A picture holds at most so many numbers, and so many colours that one can tell apart.
DRAWN, COLOURS = 20_000, 10


@tool(estimator="PCA")
def pca(
    data: Table,
    *,
    components: Annotated[int, Option("How many directions to keep.", min=1)] = 2,
    scale: Annotated[bool, Option("Give every column the same say: divide it by its standard deviation.")] = False,
    label: Annotated[str | None, Option("The column that names what a row is; it colours the picture.")] = None,
    without: Annotated[str, Option("Columns to leave out, separated by commas.")] = "",
    missing: Annotated[
        Missing, Option("Rows with missing values: stop, drop them, or fill in the column's mean.")
    ] = "error",
) -> Result:
    """PCA: many columns on a flat page.

    Finds the directions in which your rows differ most, and where each row lies along them: the fewest numbers that
    keep the most of the differences.

    The columns are centred, and the singular value decomposition finds the directions (principal components). The first
    holds the largest possible share of the variance, the second the largest share of what is left, at right angles to
    the first, and so on. *Loadings* say how much of each column goes into a direction; *scores* are where each row lies
    along it.

    Scale when the columns have different units: else the one with the largest numbers decides alone.
    """
    table, name, labels = _prepared(data, label, without, missing)
    found = principal_components(_checked(table, components), components, scale, table.columns)
    scores = found.project(table.matrix)
    tables = {
        "variance": _variance_table(found),
        "loadings": Table(_numbered(components), found.directions.T, {"column": table.columns}, name="loadings"),
        "scores": _score_table(scores, table, data, name, labels),
    }
    picture = Picture("cloud", _cloud(found, scores, table, name, labels))
    shares = found.shares
    numbers: dict[str, float | int | str] = {
        "rows": table.rows,
        "columns": len(table.columns),
        "components": components,
        "variance_kept": float(shares.sum()),
        **{f"variance_{i + 1}": float(share) for i, share in enumerate(shares[:3])},
        "error_bound": float(found.error.max() / found.singular[0]),
        "method": found.method,
    }
    notes = (*table.notes, *_notes(found, table, scale, name))
    return Result(numbers, tables, "scores", picture, {"model.npz": found.save()}, notes)


def _prepared(
    data: Table, label: str | None, without: str, missing: Missing
) -> tuple[Table, str | None, tuple[str, ...] | None]:
    """The table without the columns that do not count, and the label of each row."""
    table = data.without(name.strip() for name in without.split(",") if name.strip())
    name = label or next((name for name, cells in table.text.items() if 1 < len(set(cells)) <= COLOURS), None)
    if name is None:
        return complete(table, missing), None, None
    labelled = replace(table.without([name]), text={name: table.labels(name)})
    table = complete(labelled, missing)
    return table, name, table.text[name]


def _checked(table: Table, components: int) -> Array:
    m, n = table.matrix.shape
    if n == 0:
        raise InputError(
            f"{table.name} has no column of numbers.",
            "PCA needs at least two. Check the separator, or how numbers are written.",
        )
    if n == 1:
        raise InputError(
            f"{table.name} has only one column of numbers, {table.columns[0]!r}.",
            "PCA looks for directions among several columns: give a table with at least two.",
        )
    if m == 1:
        raise InputError(
            f"{table.name} has only one row.", "PCA looks for how rows differ: give a table with at least two."
        )
    if components > min(m, n):
        raise InputError(
            f"components is {components}, but {table.name} ({m} rows × {n} columns) has only {min(m, n)} directions.",
            f"Choose 1 to {min(m, n)}.",
        )
    return table.matrix


def _numbered(components: int) -> tuple[str, ...]:
    return tuple(f"component {i + 1}" for i in range(components))


def _variance_table(found: Components) -> Table:
    number = np.arange(1.0, len(found.singular) + 1)
    cells = np.column_stack([number, found.variances, found.shares, np.cumsum(found.shares)])
    return Table(("component", "variance", "share", "cumulative"), cells, name="variance")


def _score_table(scores: Array, table: Table, data: Table, name: str | None, labels: tuple[str, ...] | None) -> Table:
    columns, cells = _numbered(scores.shape[1]), scores
    if table.rows < data.rows and table.lines:
        # Rows were left out: say which line of the file each score belongs to.
        columns, cells = ("line", *columns), np.column_stack([np.array(table.lines, dtype=np.float64), scores])
    return Table(columns, cells, {name: labels} if name and labels else {}, name="scores")


def _cloud(
    found: Components, scores: Array, table: Table, name: str | None, labels: tuple[str, ...] | None
) -> dict[str, Any]:
    """What the visual `cloud` shows: the rows (as many as a page can hold, evenly taken) and the directions."""
    step = -(-table.rows * len(table.columns) // DRAWN)
    values = (table.matrix[::step] / found.scale).tolist()
    label_names = list(dict.fromkeys(labels or ()))
    coloured = labels is not None and len(label_names) <= COLOURS
    return {
        "view": "components",
        "data": {
            "columns": list(table.columns),
            "rows": values,
            "label": name if coloured else None,
            "labels": [label_names.index(label) for label in labels[::step]] if labels and coloured else [],
            "label_names": label_names if coloured else [],
        },
        "computed": {
            "scores": scores[::step, :2].tolist(),
            "directions": found.directions[:2].tolist(),
            "shares": found.shares.tolist(),
        },
    }


def _notes(found: Components, table: Table, scale: bool, name: str | None) -> list[str]:
    k, n = found.directions.shape
    first = "The first direction" if k == 1 else f"The first {_word(k)} of {n} directions"
    notes = [f"{first} {'keeps' if k == 1 else 'keep'} {_percent(float(found.shares.sum()))} of the variance."]
    if k == n:
        notes = [f"All {n} directions are kept, so nothing of the variance is lost."]
    if name:
        notes.append(f"Coloured by {name}.")
    if not scale:
        shares = np.var(table.matrix, axis=0) / np.var(table.matrix, axis=0).sum()
        largest = int(np.argmax(shares))
        if shares[largest] > 0.9:
            notes.append(
                f"Column {table.columns[largest]!r} alone holds {_percent(float(shares[largest]))} of the variance, "
                "because its numbers are the largest. With scale, every column has the same say."
            )
    counting = [name for name, cells in zip(table.columns, table.matrix.T, strict=True) if (np.diff(cells) == 1).all()]
    if counting and table.rows > 2:
        notes.append(f"Column {counting[0]!r} only counts the rows. If it means nothing else, leave it out.")
    return notes


def _word(number: int) -> str:
    return {2: "two", 3: "three"}.get(number, str(number))


def _percent(share: float) -> str:
    """A share in words that never claims more than is there: 0.9999 is no 100 %."""
    return "more than 99.9 %" if 0.999 <= share < 1 else f"{100 * share:.1f} %"
