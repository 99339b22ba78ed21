"""What to do about cells without a number: say where they are, leave their rows out, or fill in the column's mean."""

from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data._errors import InputError
from hiddenmath.data._table import Table

Missing = Literal["error", "drop", "mean"]
Flags = NDArray[np.bool_]


def complete(table: Table, missing: Missing) -> Table:
    """The table with a number in every cell of its matrix; what was done is told in its notes.

    >>> import hiddenmath.data as data
    >>> table = data.read_table(b"a,b\\n1,2\\n3,\\n5,6\\n", name="my.csv")
    >>> complete(table, "drop").matrix.tolist(), complete(table, "mean").matrix.tolist()
    ([[1.0, 2.0], [5.0, 6.0]], [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    """
    absent: Flags = ~np.isfinite(table.matrix)
    if not absent.any():
        return table
    rows: Flags = np.logical_or.reduce(absent, axis=1)
    if missing == "error":
        raise _told(table, absent, rows)
    values = _values(absent)
    if missing == "drop":
        if rows.all():
            raise InputError(
                f"{table.name}: each of the {table.rows} rows misses a value, so none would be left.",
                "Leave out the emptiest columns, or set missing to mean.",
            )
        left_out = f"{rows.sum()} of {table.rows} rows {'was' if rows.sum() == 1 else 'were'} left out"
        note = f"{values}: {left_out} ({_places(table, rows)})."
        return replace(table.take(~rows), notes=(*table.notes, note))
    if (empty := absent.all(axis=0)).any():
        name = table.columns[int(np.argmax(empty))]
        raise InputError(f"{table.name}: column {name!r} has no value at all, hence no mean.", "Leave it out.")
    means = np.array([np.mean(column[np.isfinite(column)]) for column in table.matrix.T])
    note = f"{values}: filled in with the mean of the column's other values ({_places(table, rows)})."
    return replace(table, matrix=np.where(absent, means, table.matrix), unread=(), notes=(*table.notes, note))


def _told(table: Table, absent: Flags, rows: Flags) -> InputError:
    choice = (
        f"Mend the file, or set missing to drop (leaves out {rows.sum()} of {table.rows} rows) "
        "or to mean (fills in the mean of the column)."
    )
    if table.unread:
        cell = table.unread[0]
        more = f" ({len(table.unread)} such cells in all)" if len(table.unread) > 1 else ""
        thousands = "Numbers are written like 1234.5 or 1,234.5. "
        return InputError(
            f"{table.name}, {table.where(cell.row)}, column {cell.column!r}: {cell.text!r} is not a number{more}.",
            (thousands if "," in cell.text else "") + choice,
        )
    places = [
        f"{column!r} ({_places(table, absent[:, i])})" for i, column in enumerate(table.columns) if absent[:, i].any()
    ]
    listed = ", ".join(places[:5]) + (f", and {len(places) - 5} more columns" if len(places) > 5 else "")
    return InputError(f"{table.name}: {_values(absent)}, in column {listed}.", choice)


def _values(absent: Flags) -> str:
    return "1 value is missing" if absent.sum() == 1 else f"{absent.sum()} values are missing"


def _places(table: Table, at: Flags) -> str:
    """'lines 4, 7, 9': the first rows where `at` is true."""
    rows = np.flatnonzero(at)
    word = "line" if table.lines else "row"
    shown = ", ".join(str(table.lines[row] if table.lines else row + 1) for row in rows[:5])
    more = f" and {len(rows) - 5} more" if len(rows) > 5 else ""
    return f"{word}{'' if len(rows) == 1 else 's'} {shown}{more}"
