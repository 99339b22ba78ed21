"""A table as `pca` works with it: columns of numbers without gaps, and labels."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from hiddenmath.apply._chance import chance
from hiddenmath.apply._components import principal_components
from hiddenmath.apply._gaps import with_directions
from hiddenmath.apply._pca_asked import Asked
from hiddenmath.apply._pca_picture import COLOURS
from hiddenmath.apply._pca_words import about_gaps
from hiddenmath.data import InputError, Table, complete


def prepared(data: Table, label: str | None, levels: int = COLOURS) -> Table:
    """The table with only the columns that count; of text only the labels, if there are any: where nothing is asked,
    the first that has at most so many levels."""
    if label is None:
        label = next((name for name, cells in data.text.items() if 1 < len(set(cells)) <= levels), None)
    labels = {label: data.labels(label)} if label else {}
    ignored = [f"{name!r} (such as {cells[0]!r})" for name, cells in data.text.items() if name != label]
    notes = (f"Text does not count: {', '.join(ignored[:5])}.",) if ignored else ()
    return replace(data.without(labels), text=labels, notes=(*data.notes, *notes))


def whole(table: Table, asked: Asked) -> Table:
    """The table with a number in every cell."""
    absent = ~np.isfinite(table.matrix)
    if asked.missing != "low-rank":
        return complete(table, asked.missing)
    if not absent.any():
        return table
    guessed, k = complete(table, "mean").matrix, asked.keep  # refuses a column without any value
    if not isinstance(k, int):  # a first guess at how many, by the means
        every = principal_components(guessed, None, asked.scale, table.columns)
        k = asked.kept(every, chance(every.ready(guessed), asked.seed))
    X, k, passes = with_directions(np.where(absent, np.nan, table.matrix), k)
    return replace(table, matrix=X, unread=(), notes=(*table.notes, about_gaps(int(absent.sum()), k, passes)))


def check(
    name: str, shape: tuple[int, int], columns: tuple[str, ...], text: Mapping[str, tuple[str, ...]], asked: Asked
) -> None:
    """Raises InputError where there is nothing to find directions in, or not as many as are asked for."""
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
    if isinstance(asked.keep, int) and asked.keep > min(m, n):
        raise InputError(
            f"components is {asked.keep}, but {name} ({m} rows × {n} columns) has only {min(m, n)} directions.",
            f"Choose 1 to {min(m, n)}.",
        )
