"""From an Excel workbook to records: the cells of one sheet, as a CSV file of it would hold them."""

import io
import re
from datetime import date, time, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

from hiddenmath.data import _archive
from hiddenmath.data._cells import decimal_comma
from hiddenmath.data._errors import InputError
from hiddenmath.data._part import divided, known, others
from hiddenmath.data._records import Record
from hiddenmath.linalg._telling import tell

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MOST_CELLS = 20_000_000  # of the smallest rectangle that holds all cells of a sheet: all of it is held in memory
# A cell that holds something, and where it stands; cells that only have a colour are closed at once.
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]*(?<!/)>")


def sheet_records(content: bytes, name: str) -> tuple[list[Record], str, tuple[str, ...]]:
    """The records of the sheet that `name` chooses, else of the first that holds a table, else of the first that is
    not empty; what they are called in messages; notes."""
    from python_calamine import CalamineError, CalamineWorkbook

    file, chosen = divided(name)
    _check_size(content, file)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        seen = _seen(workbook)
        names = seen if chosen is None else [known(chosen, workbook.sheet_names, file, "sheet")]
        filled = ((n, s) for n in names if (s := workbook.get_sheet_by_name(n)).height)
        first = next(filled, None)
        found = first and next((each for each in chain([first], filled) if _is_table(each[1])), first)
    except CalamineError as problem:
        raise InputError(
            f"{file} is a broken workbook: {problem}.", "Open it in a spreadsheet and save it again."
        ) from None
    if found is None:
        empty = name if len(names) == 1 else f"{file}, in each of its {len(names)} sheets,"
        raise InputError(f"{empty} is empty.", "Save the workbook again, with one row for each case.")
    part, sheet = found
    tell(f"Reading {file}")
    records, notes = _records(sheet)
    told = others(part, seen, file, "sheet") if chosen is None else ()
    return records, f"{file}#{part}" if len(seen) > 1 or chosen else file, (*told, *notes)


def _is_table(sheet: "CalamineSheet") -> bool:
    """Whether there are rows below a header; lines of text alone are a cover sheet."""
    return sheet.height > 1 and (sheet.width > 1 or any(isinstance(row[0], int | float) for row in sheet.to_python()))


def _seen(workbook: "CalamineWorkbook") -> list[str]:
    """The sheets of cells that a person sees."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    seen = SheetTypeEnum.WorkSheet, SheetVisibleEnum.Visible
    return [about.name for about in workbook.sheets_metadata if (about.typ, about.visible) == seen]


def _check_size(content: bytes, name: str) -> None:
    """Raises InputError where a sheet's cells lie so far apart that the rectangle around them fills the memory."""
    with _archive.opened(content, name) as archive:
        for member in archive.namelist():
            if member.startswith("xl/worksheets/"):
                cells = _CELL.findall(_archive.read(archive, member, name))
                rows, columns = ({cell[i] for cell in cells} for i in (1, 0))
                across, down = max(map(_number, columns), default=0), max(map(int, rows), default=0)
                if across * down > MOST_CELLS:
                    raise InputError(
                        f"{name}: the cells of a sheet reach {down:,} rows down and {across:,} columns across.",
                        "A single value far from the table is the likeliest cause: delete it (Ctrl-End in Excel leads "
                        "to it). Save a table that is so large as CSV or Parquet.",
                    )


def _number(letters: bytes) -> int:
    """
    >>> _number(b"A"), _number(b"AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number


def _records(sheet: "CalamineSheet") -> tuple[list[Record], tuple[str, ...]]:
    cells = sheet.to_python(skip_empty_area=True)
    above = sheet.start[0] if sheet.start else 0
    kinds = {type(cell) for row in cells for cell in row}
    texts = [[cell for cell in column if isinstance(cell, str)] for column in zip(*cells, strict=True)]
    # Where texts write numbers with a comma, what are numbers already must be written alike.
    point = "," if decimal_comma(texts, ";") else "."
    rows = [(above + 1 + i, [_written(cell, point) for cell in row]) for i, row in enumerate(cells)]
    notes = ["TRUE and FALSE were read as 1 and 0."] if bool in kinds else []
    if sheet.merged_cell_ranges:
        notes.append("It has merged cells: each counts once, in its upper left corner.")
    return [(line, fields) for line, fields in rows if any(fields)], tuple(notes)


def _written(cell: Any, point: str) -> str:
    """
    >>> _written(2.5, ","), _written(3.0, "."), _written(True, "."), _written(date(2024, 1, 31), ".")
    ('2,5', '3', '1', '2024-01-31')
    """
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    value = float(cell)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value).replace(".", point)
