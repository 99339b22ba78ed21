"""The columns of another table, found by their names: new rows for what was learned from old ones."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data import InputError, Table


def matched(table: Table, columns: Sequence[str], texts: Iterable[str] = ()) -> NDArray[np.float64]:
    """The `columns` of numbers, in this order, wherever they stand in the table (rows × columns); others do not count.

    Raises InputError that names each of the `columns` and `texts` that is not there, and a column of text in the place
    of numbers.

    >>> table = Table(("b", "c", "a"), np.array([[2.0, 3.0, 1.0]]))
    >>> matched(table, ["a", "b"])
    array([[1., 2.]])
    >>> matched(table, ["A", "q"])
    Traceback (most recent call last):
    hiddenmath.data._errors.InputError: table has no columns 'A', 'q', which what was saved works with.
    Columns are matched by name, in any order. There are: b, c, a.
    """
    there = [*table.columns, *table.text]
    missing = [name for name in (*columns, *texts) if name not in there]
    if missing:
        listed = ", ".join(map(repr, missing[:10])) + (f", and {len(missing) - 10} more" if len(missing) > 10 else "")
        close = get_close_matches(missing[0], there, n=1)
        more = f", and {len(there) - 20} more" if len(there) > 20 else ""
        raise InputError(
            f"{table.name} has no column{'s' if len(missing) > 1 else ''} {listed}, which what was saved works with.",
            "Columns are matched by name, in any order. "
            + (f"Did you mean {close[0]!r}?" if close else f"There are: {', '.join(there[:20])}{more}."),
        )
    for name in columns:
        if name in table.text:
            cell = next((cell for cell in table.text[name] if cell), "")
            raise InputError(
                f"{table.name}: column {name!r} holds text, such as {cell!r}; what was saved has numbers there.",
                "Check the separator and how numbers are written.",
            )
    places = {name: place for place, name in enumerate(table.columns)}
    return table.matrix[:, [places[name] for name in columns]]
