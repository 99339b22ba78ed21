"""The principal components of a table in memory, as `pca` answers them."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply import _pca_words as words
from hiddenmath.apply._chance import chance
from hiddenmath.apply._components import Components, principal_components
from hiddenmath.apply._pca_asked import Asked
from hiddenmath.apply._pca_input import check, prepared, whole
from hiddenmath.apply._pca_picture import cloud
from hiddenmath.apply._pca_tables import how_many, left_by_column, left_by_row, loadings, numbered, variance
from hiddenmath.apply._result import Result
from hiddenmath.data import Table

Array = NDArray[np.float64]


def of_table(data: Table, asked: Asked) -> Result:
    """Everything: the directions, the scores, what is left over, the picture and what is to be said."""
    table = prepared(data, asked.label)
    check(table.name, table.matrix.shape, table.columns, data.text, asked)  # before gaps are filled in, and after
    table = whole(table, asked)
    check(table.name, table.matrix.shape, table.columns, data.text, asked)
    X = table.matrix
    every = principal_components(X, asked.computed(*X.shape), asked.scale, table.columns)
    luck = chance(every.ready(X), asked.seed)
    found = replace(every.first(asked.kept(every, luck)), whiten=asked.whiten)
    k = len(found.singular)
    rows = about_rows(found, table, data, asked.reconstruct)
    tables = {
        "variance": variance(found),
        "loadings": loadings(found),
        "scores": rows.pop("scores"),
        "how_many": how_many(luck, len(found.columns)),
        **rows,
    }
    one_decides = () if asked.scale else tuple(words.about_scale(np.var(X, axis=0), table.columns))
    notes = [
        *one_decides,  # all below is about its unit
        words.about_share(found, max(k, min(table.rows - 1, len(found.columns)))),
        words.about_chance(luck),
        words.about_loadings(found),
        *words.about_columns(rows["left_over_by_column"]),
        *words.about_rows(rows["left_over_by_row"]),
        *words.about_counting(X, table.columns),
    ]
    return Result(
        words.numbers(found, luck),
        tables,
        asked.main,
        cloud(every, k, luck, table, asked.space),
        {"model.npz": found.save()},
        (*notes, *table.notes),
        key=words.KEY,
        again="scale" if one_decides else "",
    )


def about_rows(found: Components, table: Table, data: Table, reconstruct: bool) -> dict[str, Table]:
    """What the directions make of the rows: their scores, what is left over, and, if wanted, the rows again."""
    values, left = found.ready(table.matrix), found.left(table.matrix)
    scores = found.project(table.matrix)
    tables = {
        "scores": _of_each_row(scores, numbered(scores.shape[1]), table, data, "scores"),
        "left_over_by_column": left_by_column(found, np.square(values), np.square(left)),
        "left_over_by_row": left_by_row(values, left, table),
    }
    if reconstruct:
        told = np.column_stack([found.restore(scores), np.linalg.norm(left, axis=1)])
        tables["reconstruction"] = _of_each_row(told, (*table.columns, "left over"), table, data, "reconstruction")
    return tables


def _of_each_row(cells: Array, columns: tuple[str, ...], table: Table, data: Table, name: str) -> Table:
    if table.rows < data.rows and table.lines:
        # Rows were left out: say which line of the file each of these belongs to.
        columns, cells = ("line", *columns), np.column_stack([np.array(table.lines, dtype=np.float64), cells])
    return Table(columns, cells, table.text, name=name)
