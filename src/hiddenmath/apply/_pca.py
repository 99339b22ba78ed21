"""The tool `pca`."""

from collections.abc import Mapping
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
# What a picture can hold: numbers, columns, loadings, and colours that one can tell apart.
DRAWN, WIDE, LOADINGS, COLOURS = 20_000, 50, 16, 10
WORDS = {2: "two", 3: "three"}


@tool(estimator="PCA", saves="model.npz")
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
    table = _prepared(data, label, without, missing)
    _check(table, data.text, components)
    found = principal_components(table.matrix, components, scale, table.columns)
    scores = found.project(table.matrix)
    tables = {
        "variance": _variance_table(found),
        "loadings": Table(_numbered(components), found.directions.T, {"column": table.columns}, name="loadings"),
        "scores": _score_table(scores, table, data),
    }
    numbers: dict[str, float | int | str] = {
        "rows": table.rows,
        "columns": len(table.columns),
        "components": components,
        "variance_kept": min(1.0, float(found.shares.sum())),
        **{f"variance_{i + 1}": float(share) for i, share in enumerate(found.shares[:3])},
        "error_bound": float(found.error.max() / found.singular[0]),
        "method": found.method,
    }
    picture = Picture("cloud", _cloud(found, scores, table))
    notes = (*table.notes, *_notes(found, table, scale))
    return Result(
        numbers,
        tables,
        "scores",
        picture,
        {"model.npz": found.save()},
        notes,
        key={"variance_kept": "share", "components": "number", "rows": "number"},
    )


def _prepared(data: Table, label: str | None, without: str, missing: Missing) -> Table:
    """The table with only the columns that count; of text only the labels, if there are any."""
    table = data.without(name.strip() for name in without.split(",") if name.strip())
    if label is None:
        label = next((name for name, cells in table.text.items() if 1 < len(set(cells)) <= COLOURS), None)
    labels = {label: table.labels(label)} if label else {}
    ignored = [f"{name!r} (such as {cells[0]!r})" for name, cells in table.text.items() if name != label]
    notes = (f"Text does not count: {', '.join(ignored[:5])}.",) if ignored else ()
    return complete(replace(table.without(labels), text=labels, notes=(*table.notes, *notes)), missing)


def _check(table: Table, text: Mapping[str, tuple[str, ...]], components: int) -> None:
    m, n = table.matrix.shape
    if n < 2:
        counted = f"only one column of numbers, {table.columns[0]!r}" if n else "no column of numbers"
        held = [f"{name!r} holds text, such as {cells[0]!r}" for name, cells in list(text.items())[:3]]
        raise InputError(
            f"{table.name} has {counted}{''.join(f'; {words}' for words in held)}.",
            "PCA looks for directions among several columns: give at least two"
            + (", and check the separator and how numbers are written." if held else "."),
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


def _numbered(components: int) -> tuple[str, ...]:
    return tuple(f"component {i + 1}" for i in range(components))


def _variance_table(found: Components) -> Table:
    number = np.arange(1.0, len(found.singular) + 1)
    cells = np.column_stack([number, found.variances, found.shares, np.minimum(1, np.cumsum(found.shares))])
    return Table(("component", "variance", "share", "cumulative"), cells, name="variance")


def _score_table(scores: Array, table: Table, data: Table) -> Table:
    columns, cells = _numbered(scores.shape[1]), scores
    if table.rows < data.rows and table.lines:
        # Rows were left out: say which line of the file each score belongs to.
        columns, cells = ("line", *columns), np.column_stack([np.array(table.lines, dtype=np.float64), scores])
    return Table(columns, cells, table.text, name="scores")


def _cloud(found: Components, scores: Array, table: Table) -> dict[str, Any]:
    """What the visual `cloud` shows: rows, as many as a page can hold, and what was computed from all of them.

    A cloud of very many columns is shown by its scores instead: the picture is the same, its axes are the components.
    """
    columns, rows, directions = table.columns, table.matrix / found.scale, found.directions[:2]
    if len(columns) > WIDE:
        columns, rows, directions = _numbered(scores.shape[1]), scores, np.eye(*scores.shape[1:])[:2]
    step = -(-rows.size // DRAWN)
    name, labels = next(iter(table.text.items()), ("", ()))
    label_names = list(dict.fromkeys(labels))
    if len(label_names) > COLOURS:
        labels, label_names = (), []
    largest = np.sort(np.argsort(-np.abs(found.directions[:2]).max(axis=0), kind="stable")[:LOADINGS])
    return {
        "view": "components",
        "data": {
            "columns": list(columns),
            "rows": rows[::step].tolist(),
            "label": name,
            "labels": [label_names.index(label) for label in labels[::step]],
            "label_names": label_names,
        },
        "computed": {
            "directions": directions.tolist(),
            "shares": found.shares.tolist(),
            "scores": scores[::step, :2].tolist(),
            "loadings": {
                "columns": [table.columns[i] for i in largest],
                "values": found.directions[:2, largest].T.tolist(),
                "of": len(table.columns),
            },
        },
    }


def _notes(found: Components, table: Table, scale: bool) -> list[str]:
    k = len(found.directions)
    n = max(k, min(table.rows - 1, len(table.columns)))  # m points lie in a flat of m − 1 directions
    kept = _percent(float(found.shares.sum()))
    if k == n:
        notes = [f"{'Both' if n == 2 else f'All {n}'} directions are kept, so nothing of the variance is lost."]
    elif k == 1:
        notes = [f"The first of {n} directions keeps {kept} of the variance."]
    else:
        notes = [f"The first {WORDS.get(k, k)} of {n} directions keep {kept} of the variance."]
    if not scale:
        variances = np.var(table.matrix, axis=0)
        largest = int(np.argmax(variances))
        if variances[largest] > 0.9 * variances.sum():
            notes.append(
                f"Column {table.columns[largest]!r} alone holds {_percent(variances[largest] / variances.sum())} of "
                "the variance, because its numbers are the largest. With scale, every column has the same say."
            )
    counting = [name for name, cells in zip(table.columns, table.matrix.T, strict=True) if (np.diff(cells) == 1).all()]
    if counting and table.rows > 2:
        notes.append(f"Column {counting[0]!r} only counts the rows. If it means nothing else, leave it out.")
    return notes


def _percent(share: float) -> str:
    """A share in words that never claims more than is there: 0.9999 is no 100%."""
    return "more than 99.9%" if 0.999 <= share < 1 else f"{min(share, 1):.1%}"
