"""A person's own table: CSV, TSV, XLSX, Parquet or NumPy's own files, from a path or from bytes."""

import os
from pathlib import Path

import numpy as np

from hiddenmath.data import _archive
from hiddenmath.data._cells import decimal_comma, number, numbers
from hiddenmath.data._decode import decode
from hiddenmath.data._errors import InputError
from hiddenmath.data._names import unique
from hiddenmath.data._npy import NPY, ZIP, npy_table
from hiddenmath.data._parquet import parquet_table
from hiddenmath.data._part import divided
from hiddenmath.data._records import Record, of_equal_length, records, separator
from hiddenmath.data._signs import signed_numbers
from hiddenmath.data._table import Table, Unread
from hiddenmath.data._title import below_title
from hiddenmath.data._xlsx import sheet_records
from hiddenmath.linalg._telling import tell


def read_table(source: str | os.PathLike[str] | bytes, name: str | None = None, header: bool | None = None) -> Table:
    """Reads a file (a path, or its bytes with a `name`); columns that hold mostly numbers become the matrix.

    What it is, its content says: CSV or TSV; an Excel workbook, of which the first sheet that holds a table is read, or
    the one that `book.xlsx#Prices` names; Parquet; an array of NumPy (.npy, .npz), whose columns are numbered.

    Of a text table or a sheet is found out, and told in `notes` where it is not plain: the encoding, the separator
    (comma, semicolon, tab, bar, else spaces), lines above the table, decimal commas, separators of thousands, percent
    and currency signs, whether there is a header (`header` overrides), empty and double column names. Booleans of the
    other formats are 1 and 0, dates are text, a cell with an error has no value. A cell without a number in a column of
    numbers is NaN in the matrix; what stands there is kept in `unread`. What else is left out is told. Raises
    InputError naming file and line where the file is broken.

    >>> table = read_table(b"name;height\\nAda;1,71\\nMax;1,82\\n", name="people.csv")
    >>> table.matrix.T, table.text, table.notes
    (array([[1.71, 1.82]]), {'name': ('Ada', 'Max')}, ("Numbers have a decimal comma: '1,71' was read as 1.71.",))
    """
    content, name = read_file(source, name)
    if content.startswith(b"PAR1"):
        return parquet_table(content, name)
    if content.startswith(NPY) or (content.startswith(ZIP) and not _archive.holds(content, "xl/workbook.xml")):
        return npy_table(content, name)
    rows, delimiter, name, notes = _rows(content, name)
    cells = [list(column) for column in zip(*(fields for _, fields in rows), strict=True)]
    example = decimal_comma([column[1:] for column in cells], delimiter)
    if example and number(example, comma=True) is not None:  # else it has separators of thousands, which are told too
        notes += (f"Numbers have a decimal comma: {example!r} was read as {number(example, comma=True)}.",)
    if header is None:
        header = _is_header(cells, bool(example))
        if not header:
            notes += ("The first line holds values, not names, so the columns were numbered.",)
    if header and len(rows) == 1:
        raise InputError(
            f"{name} has column names in line {rows[0][0]}, but no rows.", "Add at least two rows of values."
        )
    names, more = unique(rows[0][1]) if header else ([f"column {i + 1}" for i in range(len(cells))], ())
    below = int(header)
    lines = tuple(line for line, _ in rows[below:])
    return _table(names, [column[below:] for column in cells], bool(example), name, (*notes, *more), lines)


def _rows(content: bytes, name: str) -> tuple[list[Record], str, str, tuple[str, ...]]:
    """The records of the table, all of the same length; what separates their fields; what they are called; notes."""
    if content.startswith(ZIP):
        rows, name, notes = sheet_records(content, name)
        delimiter = ";"  # in cells, a comma separates nothing
    else:
        text, notes = decode(content, name)
        delimiter = separator(text)
        rows = list(records(text, delimiter, name))
    if not rows:
        raise InputError(f"{name} is empty.", "Save the table again, with one line for each row.")
    rows, title = below_title(rows)
    return of_equal_length(rows, delimiter, name), delimiter, name, (*notes, *title)


def read_file(source: str | os.PathLike[str] | bytes, name: str | None) -> tuple[bytes, str]:
    """The bytes of a file, and what it is called in messages."""
    if isinstance(source, bytes):
        return source, name or "the table"
    path = Path(source)
    name = name or path.name
    if not path.exists():
        path = path.with_name(divided(path.name)[0]) if path.name else path  # without the sheet that is chosen
    if path.is_dir():
        raise InputError(f"{path} is a folder, not a file.", "Name a file in it.")
    try:
        return path.read_bytes(), name
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.", "Check the name and the folder.") from None
    except PermissionError:
        raise InputError(
            f"{path} may not be read.", "Check its permissions, or whether another program holds it."
        ) from None


def _is_header(cells: list[list[str]], comma: bool) -> bool:
    """Whether the first cell of each column is its name.

    It is, if none is a number. If some are, it still can be (years as names): when columns of text are there, none of
    which repeats its first cell below, and the numbers are whole and all different.
    """
    first = [column[0] for column in cells]
    if all(number(cell, comma) is None for cell in first):
        return True
    is_text = [not numbers(column[1:], comma).prevail for column in cells]
    if any(is_text[i] and cell in cells[i][1:] for i, cell in enumerate(first)) or not any(is_text):
        return False
    years = [cell for i, cell in enumerate(first) if not is_text[i]]
    return all(cell.isdigit() for cell in years) and len(set(years)) == len(years) and len(cells[0]) > 1


def _table(
    names: list[str], cells: list[list[str]], comma: bool, source: str, notes: tuple[str, ...], lines: tuple[int, ...]
) -> Table:
    """Columns of numbers become the matrix, columns of text stay text; columns without any value are left out."""
    columns, values, text, unread = [], [], {}, []
    for i, (name, column) in enumerate(zip(names, cells, strict=True)):
        tell(f"Reading the columns of {source}", i, len(names))
        read = numbers(column, comma)
        if read.unread and (signed := signed_numbers(column, comma)):
            read, example = signed
            notes += (f"Column {name!r}: {example}.",)
        if not any(column):
            notes += (f"Column {name!r} is empty and was left out.",)
        elif read.prevail:
            columns.append(name)
            values.append(read.values)
            unread += [Unread(row, name, cell) for row, cell in read.unread]
        else:
            text[name] = tuple(column)
    matrix = np.column_stack(values) if values else np.empty((len(lines), 0))
    return Table(tuple(columns), matrix, text, source, source=source, notes=notes, lines=lines, unread=tuple(unread))
