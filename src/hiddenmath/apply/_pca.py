"""The tool `pca`."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply import _pca_words as words
from hiddenmath.apply._chance import Chance, chance
from hiddenmath.apply._components import Components, enough, principal_components
from hiddenmath.apply._gaps import with_directions, with_means
from hiddenmath.apply._large import large, reconstruction, scores
from hiddenmath.apply._option import Option
from hiddenmath.apply._pca_picture import COLOURS, cloud
from hiddenmath.apply._pca_tables import how_many, left_by_column, left_by_row, loadings, numbered, variance
from hiddenmath.apply._result import Result
from hiddenmath.apply._tool import tool
from hiddenmath.data import InputError, Rows, Table, complete

Array = NDArray[np.float64]
Gaps = Literal["error", "drop", "mean", "low-rank"]
Choice = int | float | None  # so many directions, such a share of the variance, or as many as stand out from chance
# Directions that are computed at least, so that the picture shows how the shares fall; of few all are.
SEEN, FEW = 10, 200


@tool(estimator="PCA", saves="model.npz")
def pca(
    data: Table | Rows,
    *,
    components: Annotated[int, Option("How many directions to keep.", min=1)] = 2,
    share: Annotated[
        float | None, Option("Or: as many as hold this share of the variance, such as 0.9.", min=0, max=1)
    ] = None,
    auto: Annotated[bool, Option("Or: as many as stand out from chance.")] = False,
    scale: Annotated[bool, Option("Give every column the same say: divide it by its standard deviation.")] = False,
    whiten: Annotated[bool, Option("Give the scores along each direction the variance 1.")] = False,
    label: Annotated[str | None, Option("The column that names what a row is; it colours the picture.")] = None,
    without: Annotated[str, Option("Columns to leave out, separated by commas.")] = "",
    missing: Annotated[
        Gaps,
        Option("Rows with missing values: stop, drop them, fill in the column's mean, or what the directions tell."),
    ] = "error",
    space: Annotated[bool, Option("Draw three directions, as a cloud to turn, in place of two.")] = False,
    reconstruct: Annotated[bool, Option("Give back the rows, too, as the kept directions alone tell them.")] = False,
    seed: Annotated[int, Option("Draws how columns are shuffled, to see what chance gives.", min=0)] = 0,
) -> Result:
    """PCA: many columns on a flat page.

    Finds the directions in which your rows differ most, and where each row lies along them: the fewest numbers that
    keep the most of the differences.

    The columns are centred, and the singular value decomposition finds the directions (principal components). The first
    holds the largest possible share of the variance, the second the largest share of what is left, at right angles to
    the first, and so on. *Loadings* say how much of each column goes into a direction; *scores* are where each row lies
    along it. *Left over* is what the kept directions do not tell, of a column or of a row.

    Scale when the columns have different units: else the one with the largest numbers decides alone.

    *How many to keep?* Each column is shuffled on its own, which leaves the columns nothing in common. A direction is
    worth keeping while it holds more than it does in any of 19 such tables (parallel analysis). Beside that stand the
    threshold of Gavish and Donoho, which supposes the same noise everywhere, and what holds 90, 95 and 99%.

    *Missing: low-rank* begins with the means, finds the directions, reads the missing values from them, and goes on so
    until nothing moves. In the terminal, a CSV, Parquet or .npy file larger than 100 MB is read in blocks of its rows,
    two to four times, and is never in memory as a whole.
    """
    choice = _choice(components, share, auto)
    left_out = [name.strip() for name in without.split(",") if name.strip()]
    if isinstance(data, Rows):
        return _of_rows(data.without(left_out), choice, scale, whiten, label, missing, space, reconstruct, seed)
    table = _prepared(data.without(left_out), label)
    _check(table.name, table.matrix.shape, table.columns, data.text, choice)
    table = _whole(table, missing, choice, scale, seed)
    _check(table.name, table.matrix.shape, table.columns, data.text, choice)
    X = table.matrix
    every = principal_components(X, _computed(choice, *X.shape), scale, table.columns)
    values = every.ready(X)
    luck = chance(values, seed)
    found = replace(every.first(_kept(choice, every, luck)), whiten=whiten)
    left = found.left(X)
    tables = {
        "variance": variance(found),
        "loadings": loadings(found),
        "scores": _of_each_row(found.project(X), numbered(len(found.directions)), table, data, "scores"),
        "how_many": how_many(luck, X.shape[1]),
        "left_over_by_column": left_by_column(found, np.square(values).sum(axis=0), np.square(left).sum(axis=0)),
        "left_over_by_row": left_by_row(values, left, table),
    }
    if reconstruct:
        told = np.column_stack([found.restore(found.project(X)), np.linalg.norm(left, axis=1)])
        tables["reconstruction"] = _of_each_row(told, (*table.columns, "left over"), table, data, "reconstruction")
    notes = [
        *words.about_directions(found, max(len(found.directions), min(table.rows - 1, X.shape[1]))),
        words.about_chance(luck),
        *words.about_columns(tables["left_over_by_column"]),
        *words.about_rows(tables["left_over_by_row"]),
        *(() if scale else words.about_scale(np.var(X, axis=0), table.columns)),
        *words.about_counting(X, table.columns),
    ]
    return Result(
        _numbers(found, luck),
        tables,
        "reconstruction" if reconstruct else "scores",
        cloud(every, len(found.directions), luck, table, space),
        {"model.npz": found.save()},
        (*table.notes, *notes),
        key=KEY,
    )


KEY: dict[str, Literal["number", "share"]] = {
    "variance_kept": "share", "components": "number", "worth_keeping": "number", "rows": "number"
}  # fmt: skip


def _of_rows(
    data: Rows,
    choice: Choice,
    scale: bool,
    whiten: bool,
    label: str | None,
    missing: Gaps,
    space: bool,
    reconstruct: bool,
    seed: int,
) -> Result:
    """The same of rows in blocks: what is drawn and judged is a sample of them."""
    if label is not None:
        raise InputError(f"{data.name} is read in blocks, where labels are not read.", "Leave label out.")
    if missing == "low-rank":
        raise InputError(f"{data.name} is read in blocks, too large for a search.", "Set missing to drop or to mean.")
    _check(data.name, data.shape, data.columns, {}, choice)
    rows = large(data, scale, missing)
    every = rows.components(_computed(choice, *data.shape))
    sample = Table(data.columns, rows.sample, name=data.name)
    luck = chance(every.ready(sample.matrix), seed)
    found = replace(every.first(_kept(choice, every, luck)), whiten=whiten)
    told = (found.singular[:, None] * found.directions) ** 2
    left = left_by_column(found, rows.middle.squares, np.maximum(0.0, rows.middle.squares - told.sum(axis=0)))
    notes = [
        f"The {data.shape[0]:,} rows were read in blocks of {data.rows:,}. The picture and the advice how many to keep "
        f"come from {len(rows.sample):,} of them, evenly spaced.",
        *rows.notes(),
        *words.about_directions(found, max(len(found.directions), min(found.rows - 1, len(data.columns)))),
        words.about_chance(luck),
        *words.about_columns(left),
        *(() if scale else words.about_scale(rows.middle.squares, data.columns)),
        *words.about_counting(rows.sample if len(rows.sample) == data.shape[0] else rows.sample[:0], data.columns),
    ]
    made = {"scores": scores(data, found, missing)}
    if reconstruct:
        made["reconstruction"] = reconstruction(data, found, missing)
    return Result(
        _numbers(found, luck),
        {
            "variance": variance(found),
            "loadings": loadings(found),
            "how_many": how_many(luck, len(data.columns)),
            "left_over_by_column": left,
        },
        "reconstruction" if reconstruct else "scores",
        cloud(every, len(found.directions), luck, sample, space),
        {"model.npz": found.save()},
        (*data.notes, *notes),
        key=KEY,
        large=made,
    )


def _choice(components: int, share: float | None, auto: bool) -> Choice:
    if share is not None and auto:
        raise InputError("share and auto are two answers to the same question: how many.", "Give one of them.")
    if share is not None and not 0 < share < 1:
        raise InputError(f"share is {share:g}.", "Give a number between 0 and 1, such as 0.9.")
    return share if share is not None else None if auto else components


def _computed(choice: Choice, m: int, n: int) -> int | None:
    """How many directions to compute: all of few, or where it is only known from them how many are kept."""
    most = min(m, n)
    if isinstance(choice, float) or most <= FEW:
        return None
    return None if choice is None else min(most, max(choice, SEEN))


def _kept(choice: Choice, every: Components, luck: Chance) -> int:
    if choice is None:
        return max(1, luck.beyond)
    return enough(every.shares, choice) if isinstance(choice, float) else choice


def _numbers(found: Components, luck: Chance) -> dict[str, float | int | str]:
    return {
        "rows": found.rows,
        "columns": len(found.columns),
        "components": len(found.directions),
        "variance_kept": min(1.0, float(found.shares.sum())),
        "worth_keeping": luck.beyond,
        **{f"variance_{i + 1}": float(share) for i, share in enumerate(found.shares[:3])},
        "error_bound": float(found.error.max() / found.singular[0]),
        "method": found.method,
    }


def _prepared(data: Table, label: str | None) -> Table:
    """The table with only the columns that count; of text only the labels, if there are any."""
    if label is None:
        label = next((name for name, cells in data.text.items() if 1 < len(set(cells)) <= COLOURS), None)
    labels = {label: data.labels(label)} if label else {}
    ignored = [f"{name!r} (such as {cells[0]!r})" for name, cells in data.text.items() if name != label]
    notes = (f"Text does not count: {', '.join(ignored[:5])}.",) if ignored else ()
    return replace(data.without(labels), text=labels, notes=(*data.notes, *notes))


def _whole(table: Table, missing: Gaps, choice: Choice, scale: bool, seed: int) -> Table:
    """The table with a number in every cell."""
    if missing != "low-rank" or np.isfinite(table.matrix).all():
        return complete(table, "error" if missing == "low-rank" else missing)
    absent = int((~np.isfinite(table.matrix)).sum())
    guessed = complete(replace(table, notes=()), "mean").matrix
    k = choice
    if not isinstance(choice, int):
        every = principal_components(guessed, None, scale, table.columns)
        k = _kept(choice, every, chance(every.ready(guessed), seed))
    X, k, passes = with_directions(np.where(np.isfinite(table.matrix), table.matrix, np.nan), k)
    note = (
        f"{'1 value was' if absent == 1 else f'{absent} values were'} missing: filled in with what the first "
        f"{words.WORDS.get(k, k)} directions tell from the rest of the row, after {passes} passes. Such values lie "
        "exactly where the directions say, so the variance kept is a little too large."
    )
    return replace(table, matrix=X, unread=(), notes=(*table.notes, note))


def _check(
    name: str, shape: tuple[int, int], columns: tuple[str, ...], text: Mapping[str, tuple[str, ...]], choice: Choice
) -> None:
    m, n = shape
    if n < 2:
        counted = f"only one column of numbers, {columns[0]!r}" if n else "no column of numbers"
        held = [f"{name!r} holds text, such as {cells[0]!r}" for name, cells in list(text.items())[:3]]
        raise InputError(
            f"{name} has {counted}{''.join(f'; {words}' for words in held)}.",
            "PCA looks for directions among several columns: give at least two"
            + (", and check the separator and how numbers are written." if held else "."),
        )
    if m == 1:
        raise InputError(f"{name} has only one row.", "PCA looks for how rows differ: give a table with at least two.")
    if isinstance(choice, int) and choice > min(m, n):
        raise InputError(
            f"components is {choice}, but {name} ({m} rows × {n} columns) has only {min(m, n)} directions.",
            f"Choose 1 to {min(m, n)}.",
        )


def _of_each_row(cells: Array, columns: tuple[str, ...], table: Table, data: Table, name: str) -> Table:
    if table.rows < data.rows and table.lines:
        # Rows were left out: say which line of the file each of these belongs to.
        columns, cells = ("line", *columns), np.column_stack([np.array(table.lines, dtype=np.float64), cells])
    return Table(columns, cells, table.text, name=name)
