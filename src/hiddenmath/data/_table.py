"""A table: one matrix of numbers, the texts beside it, and where both come from."""

import csv
import io
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.data._errors import InputError


class Unread(NamedTuple):
    """A cell in a column of numbers that holds something else: `text` in row `row` (from 0) of `column`."""

    row: int
    column: str
    text: str


@dataclass(frozen=True, eq=False)
class Table:
    """`matrix` (rows × columns, float64, NaN where a value is missing) and the `text` columns of the same rows.

    `lines` says where each row stands in its file (empty if it is from none), `unread` what stands in cells that are no
    number, `notes` in plain words what was noticed on reading, `image` the height and width where each row is an image,
    pixel by pixel. The matrix is read-only: a step makes a new table.

    >>> table = Table(("height", "age"), np.array([[171.0, 31.0], [182.0, 45.0]]), {"name": ("Ada", "Max")})
    >>> table
    Table 'table': 2 rows × 2 columns of numbers (height, age) and 1 of text (name)
    >>> print(table.to_csv(), end="")
    name,height,age
    Ada,171,31
    Max,182,45
    """

    columns: tuple[str, ...]
    matrix: NDArray[np.float64]
    text: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    name: str = "table"
    source: str = ""
    licence: str = ""
    notes: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    unread: tuple[Unread, ...] = ()
    image: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        matrix = np.array(self.matrix, dtype=np.float64, order="C")
        if matrix.ndim != 2 or matrix.shape[1] != len(self.columns):
            raise InputError(
                f"{self.name}: {len(self.columns)} column names for a matrix of shape {matrix.shape}.",
                "Give a matrix of rows × columns, and one name for each column.",
            )
        for name, cells in self.text.items():
            if len(cells) != len(matrix):
                raise InputError(f"{self.name}: text column {name!r} has {len(cells)} cells for {len(matrix)} rows.")
        matrix.flags.writeable = False
        object.__setattr__(self, "matrix", matrix)

    def __repr__(self) -> str:
        rows, columns = self.matrix.shape
        numbers = f"{columns} columns of numbers ({_listed(self.columns)})"
        texts = f" and {len(self.text)} of text ({_listed(self.text)})" if self.text else ""
        return f"Table {self.name!r}: {rows} rows × {numbers}{texts}"

    @property
    def rows(self) -> int:
        return len(self.matrix)

    def take(self, keep: NDArray[np.bool_]) -> "Table":
        """The rows where `keep` is true."""
        chosen = np.flatnonzero(keep)
        position = {int(row): i for i, row in enumerate(chosen)}
        return replace(
            self,
            matrix=self.matrix[chosen],
            text={name: tuple(cells[i] for i in chosen) for name, cells in self.text.items()},
            lines=tuple(self.lines[i] for i in chosen) if self.lines else (),
            unread=tuple(cell._replace(row=position[cell.row]) for cell in self.unread if cell.row in position),
        )

    def without(self, names: Iterable[str]) -> "Table":
        """The table without the columns of these names."""
        left_out = {self._known(name) for name in names}
        keep = [i for i, column in enumerate(self.columns) if column not in left_out]
        return replace(
            self,
            columns=tuple(self.columns[i] for i in keep),
            matrix=self.matrix[:, keep],
            text={name: cells for name, cells in self.text.items() if name not in left_out},
            unread=tuple(cell for cell in self.unread if cell.column not in left_out),
            image=self.image if len(keep) == len(self.columns) else None,
        )

    def labels(self, name: str) -> tuple[str, ...]:
        """The cells of column `name` as text, be it a column of text or of numbers."""
        if self._known(name) in self.text:
            return self.text[name]
        cells = [_written(value) for value in self.matrix[:, self.columns.index(name)]]
        for cell in self.unread:
            if cell.column == name:
                cells[cell.row] = cell.text
        return tuple(cells)

    def where(self, row: int) -> str:
        """Where row `row` (from 0) stands, in words: its line in the file, else its number (from 1)."""
        return f"line {self.lines[row]}" if self.lines else f"row {row + 1}"

    def records(self) -> tuple[list[str], list[list[str | float | None]]]:
        """The header and the rows, columns of text first; None where a value is missing."""
        numbers = _without_nan(self.matrix)
        texts = zip(*self.text.values(), strict=True) if self.text else [()] * self.rows
        return [*self.text, *self.columns], [[*text, *row] for text, row in zip(texts, numbers, strict=True)]

    def to_csv(self) -> str:
        """Comma-separated, columns of text first, each number with the fewest digits that give it back exactly."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        header, rows = self.records()
        writer.writerow(header)
        for row in rows:
            writer.writerow([cell if isinstance(cell, str) else "" if cell is None else _written(cell) for cell in row])
        return out.getvalue()

    def to_parquet(self) -> bytes:
        """A Parquet file, columns of text first; a missing number is null."""
        import polars as pl

        texts = [pl.Series(name, cells, pl.String) for name, cells in self.text.items()]
        numbers = [pl.Series(name, cells.copy()) for name, cells in zip(self.columns, self.matrix.T, strict=True)]
        out = io.BytesIO()
        pl.DataFrame([*texts, *(column.fill_nan(None) for column in numbers)]).write_parquet(out)
        return out.getvalue()

    def to_json(self) -> dict[str, Any]:
        """Columns, rows of numbers (None where missing), one label a row as a number into `label_names`."""
        name = next(iter(self.text), None)
        label_names = list(dict.fromkeys(self.text[name])) if name else []
        code = {label: i for i, label in enumerate(label_names)}
        return {
            "name": self.name,
            "columns": list(self.columns),
            "rows": _without_nan(self.matrix),
            "label": name,
            "labels": [code[label] for label in self.text[name]] if name else [],
            "label_names": label_names,
            "source": self.source,
            "licence": self.licence,
        }

    def _known(self, name: str) -> str:
        if name in self.text or name in self.columns:
            return name
        everything = [*self.columns, *self.text]
        close = get_close_matches(name, everything, n=1)
        raise InputError(
            f"{self.name} has no column {name!r}.",
            f"Did you mean {close[0]!r}?" if close else f"Its columns are: {_listed(everything, most=20)}.",
        )


def _listed(names: Iterable[str], most: int = 6) -> str:
    names = list(names)
    return ", ".join(names[:most]) + (f", and {len(names) - most} more" if len(names) > most else "")


def _without_nan(matrix: NDArray[np.float64]) -> list[list[float | None]]:
    return [[value if math.isfinite(value) else None for value in row] for row in matrix.tolist()]


def _written(value: float) -> str:
    """The shortest text that reads back as the same number, whole numbers without '.0'."""
    if math.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(float(value))
