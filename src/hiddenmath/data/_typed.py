"""A table from columns that know already what they hold: nothing is guessed."""

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data._table import Table, Unread


def typed_table(
    columns: tuple[str, ...],
    matrix: NDArray[np.float64],
    text: dict[str, tuple[str, ...]],
    name: str,
    notes: tuple[str, ...],
) -> Table:
    """The table; what is infinite is no number that can be computed with, and kept in `unread`.

    >>> typed_table(("a",), np.array([[1.0], [-np.inf]]), {}, "a.npy", ()).unread
    (Unread(row=1, column='a', text='-inf'),)
    """
    infinite = np.argwhere(np.isinf(matrix)).tolist()
    unread = tuple(Unread(i, columns[j], str(float(matrix[i, j]))) for i, j in infinite)
    finite = np.where(np.isinf(matrix), np.nan, matrix) if unread else matrix
    return Table(columns, finite, text, name, source=name, notes=notes, unread=unread)
