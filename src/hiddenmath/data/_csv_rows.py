"""A text table that is read in blocks of its rows: one pass over its bytes finds where rows begin."""

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data._cells import decimal_comma
from hiddenmath.data._decode import decode
from hiddenmath.data._errors import InputError
from hiddenmath.data._names import unique
from hiddenmath.data._read import read_table
from hiddenmath.data._records import records, separator
from hiddenmath.linalg._telling import tell

HEAD, PIECE = 1 << 20, 1 << 24  # bytes that are read to see how the table is written; at once, to find the rows
EVERY = 1024  # rows between two marks
NEWLINE, QUOTE = b"\n"[0], b'"'[0]


class CsvRows(NamedTuple):
    """`names`: of all columns as they stand in the file; `numbers`: of those that hold numbers; `marks`: the byte at
    which every 1024th row begins, and at last the end."""

    path: Path
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    delimiter: str
    comma: bool
    marks: list[int]
    rows: int
    notes: tuple[str, ...]

    def read(self, start: int, stop: int, columns: tuple[str, ...]) -> NDArray[np.float64]:
        """The rows start … stop − 1 of these columns; NaN where no finite number stands."""
        import polars as pl

        numbers = self._frame(start, stop, columns, pl.Float64).to_numpy(order="c")
        return np.where(np.isfinite(numbers), numbers, np.nan)

    def text(self, row: int, column: str) -> str:
        """What stands there, as it is written."""
        import polars as pl

        return str(self._frame(row, row + 1, (column,), pl.String).item() or "")

    def _frame(self, start: int, stop: int, columns: tuple[str, ...], kind: Any) -> Any:
        import polars as pl

        first, last = start // EVERY, -(-stop // EVERY)
        with self.path.open("rb") as file:
            file.seek(self.marks[first])
            content = file.read(self.marks[last] - self.marks[first])
        places = [f"column_{self.names.index(name) + 1}" for name in columns]
        schema = {f"column_{j + 1}": pl.String for j in range(len(self.names))} | dict.fromkeys(places, kind)
        try:
            frame = pl.read_csv(
                content, has_header=False, separator=self.delimiter, decimal_comma=self.comma, schema=schema,
                columns=places, encoding="utf8-lossy", ignore_errors=True,
            )  # fmt: skip
        except pl.exceptions.PolarsError:
            raise InputError(
                f"{self.path.name}: a line among rows {start + 1:,} to {stop:,} has more fields than the first one.",
                "A value that contains the separator stands in quotation marks.",
            ) from None
        return frame[start - first * EVERY : stop - first * EVERY]


def csv_rows(path: Path) -> CsvRows:
    """The text table in a file: how it is written, `read_table` finds out from its first megabyte. Raises InputError
    for what that refuses, for columns that are separated by spaces, and for another encoding than UTF-8."""
    with path.open("rb") as file:
        content = file.read(HEAD)
    if len(content) == HEAD:
        content = content[: content.rfind(b"\n") + 1]
    table, (text, notes) = read_table(content, name=path.name), decode(content, path.name)
    delimiter = separator(text)
    if notes or delimiter == " ":
        what = "not written in UTF-8" if notes else "separated by spaces"
        raise InputError(
            f"{path.name} is {what}, so it cannot be read in blocks.",
            "Save it as UTF-8, its columns separated by commas, semicolons or tabs.",
        )
    above = [fields for line, fields in records(text, delimiter, path.name) if line < table.lines[0]]
    fields = [record[1] for record in records(text, delimiter, path.name)]
    names = tuple(unique([above[-1][0].lstrip("# "), *above[-1][1:]])[0]) if above else ()
    known = {*table.columns, *table.text}
    if not known <= set(names):
        names = tuple(f"column {j + 1}" for j in range(len(fields[-1])))
    cells = [list(column) for column in zip(*fields[len(above) :], strict=True)]
    first = sum(len(line.encode()) for line in text.split("\n")[: table.lines[0] - 1]) + table.lines[0] - 1
    first += len(content) - len(text.encode())  # the mark of UTF-8, if there is one
    marks, rows = _marks(path, first)
    comma = decimal_comma(cells, delimiter) is not None
    return CsvRows(path, names, table.columns, delimiter, comma, marks, rows, table.notes)


def _marks(path: Path, first: int) -> tuple[list[int], int]:
    """Where every 1024th row begins, from byte `first` on, and the end; how many rows there are."""
    marks, rows, inside, at = [first], 0, 0, first
    end = _end(path)
    with path.open("rb") as file:
        file.seek(first)
        while at < end:
            tell(f"Looking where the rows of {path.name} begin", at, end)
            piece = np.frombuffer(file.read(min(PIECE, end - at)), np.uint8)
            ends = np.flatnonzero(piece == NEWLINE)
            quotes = np.flatnonzero(piece == QUOTE)
            if inside or len(quotes):
                ends = ends[(np.searchsorted(quotes, ends) + inside) % 2 == 0]  # within quotation marks no row ends
            inside = (inside + len(quotes)) % 2
            marks += (at + 1 + ends[EVERY - 1 - rows % EVERY :: EVERY]).tolist()
            rows += len(ends)
            at += len(piece)
    if inside:
        raise InputError(
            f'{path.name}: a quotation mark (") is opened and never closed.',
            'Close it, or double it ("") where it belongs to the text.',
        )
    return [*marks, end], rows + 1


def _end(path: Path) -> int:
    """The byte after the last one that is no end of a line."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - PIECE))
        tail = file.read()
    return size - len(tail) + len(tail.rstrip(b"\r\n"))
