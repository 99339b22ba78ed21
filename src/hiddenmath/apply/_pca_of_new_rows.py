"""New rows along the directions of a model that was saved."""

from dataclasses import replace

import numpy as np

from hiddenmath.apply import _pca_words as words
from hiddenmath.apply._components import Components
from hiddenmath.apply._pca_asked import Asked
from hiddenmath.apply._pca_input import prepared
from hiddenmath.apply._pca_of_blocks import about_blocks, gaps_of
from hiddenmath.apply._pca_of_table import about_rows
from hiddenmath.apply._pca_picture import cloud
from hiddenmath.apply._pca_tables import loadings
from hiddenmath.apply._result import Result
from hiddenmath.data import Rows, Table, Unread, complete

NEW = "A saved model was used: nothing was learned from this table. How many directions, scale and whiten are its own."


def of_new_rows(data: Table | Rows, found: Components, asked: Asked) -> Result:
    """The scores of rows that have the same columns, in any order, and what the directions leave over of them."""
    if isinstance(data, Rows):
        return _of_blocks(data, found, asked)
    given = prepared(data, asked.label)
    table = replace(given, columns=found.columns, matrix=found.matrix(given), unread=_unread(given, found))
    table = complete(_filled(table, found, asked), "drop" if asked.missing == "drop" else "error")
    rows = about_rows(found, table, data, asked.reconstruct)
    whole, left = (np.square(values).sum() for values in (found.ready(table.matrix), found.left(table.matrix)))
    kept, k = float(1 - left / whole) if whole > 0 else 1.0, len(found.singular)
    notes = [
        NEW,
        _kept_words(found, kept),
        *words.about_columns(rows["left_over_by_column"]),
        *words.about_rows(rows["left_over_by_row"]),
    ]
    return Result(
        {"rows": table.rows, "columns": len(found.columns), "components": k, "variance_kept": kept},
        {"scores": rows.pop("scores"), "loadings": loadings(found), **rows},
        asked.main,
        cloud(found, k, None, table, asked.space),
        {"model.npz": found.save()},
        (*notes, *table.notes),
        key={"variance_kept": "share", "components": "number", "rows": "number"},
    )


def _filled(table: Table, found: Components, asked: Asked) -> Table:
    """The table with a number for each that is missing, where one is asked for."""
    X = table.matrix
    absent = int((~np.isfinite(X)).sum())
    if not absent or asked.missing not in ("mean", "low-rank"):
        return table
    X = found.fill(X) if asked.missing == "low-rank" else np.where(np.isfinite(X), X, found.mean + found.rest)
    how = "what its directions tell from the rest of the row" if asked.missing == "low-rank" else "the model's mean"
    note = f"{words.values(absent)} missing: filled in with {how}."
    return replace(table, matrix=X, unread=(), notes=(*table.notes, note))


def _kept_words(found: Components, kept: float) -> str:
    k = len(found.singular)
    return (
        f"Its {words.WORDS.get(k, k)} direction{'' if k == 1 else 's'} keep{'s' if k == 1 else ''} "
        f"{words.percent(kept)} of how these rows differ from the middle of those that it was fitted to, of "
        f"which {'it' if k == 1 else 'they'} kept {words.percent(float(found.shares.sum()))}."
    )


def _unread(table: Table, found: Components) -> tuple[Unread, ...]:
    return tuple(cell for cell in table.unread if cell.column in found.columns)


def _of_blocks(data: Rows, found: Components, asked: Asked) -> Result:
    gaps = gaps_of(data, asked)
    data = data.take(found.columns)
    return Result(
        {"rows": data.shape[0], "columns": len(found.columns), "components": len(found.singular)},
        {"loadings": loadings(found)},
        asked.main,
        None,
        {"model.npz": found.save()},
        (*data.notes, NEW),
        key={"components": "number", "rows": "number"},
        large=about_blocks(data, found, gaps, asked.reconstruct),
    )
