"""From cells to numbers: what is a number, what is missing, what is neither."""

import re
from math import isfinite
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# What programs write for "no value" (R, pandas, SQL, Excel, SPSS, people). Compared in lower case.
MISSING = frozenset({"", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "-", "--", "–", "—", "?", "."})
_POINT = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_COMMA = re.compile(r"[+-]?(\d+,\d*|,\d+|\d+)([eE][+-]?\d+)?")
_FRACTION = re.compile(r"[+-]?(\d{1,3}([.'’\u00a0\u202f]\d{3})+|\d*),\d+([eE][+-]?\d+)?")


class Numbers(NamedTuple):
    """A column as numbers, NaN where there is none; `unread`: (row, text) where something else stands."""

    values: NDArray[np.float64]
    unread: list[tuple[int, str]]
    filled: int

    @property
    def prevail(self) -> bool:
        """Whether at least half of the filled cells are numbers: then this is a column of numbers."""
        return self.filled > 0 and 2 * len(self.unread) <= self.filled


def numbers(cells: list[str], comma: bool = False) -> Numbers:
    """Reads each cell as a decimal number; an infinite one, or one too large for float64, counts as unread.

    >>> numbers(["1.5", "", "1e3", "tall"])
    Numbers(values=array([   1.5,    nan, 1000. ,    nan]), unread=[(3, 'tall')], filled=3)
    """
    if not comma and "_" not in "".join(cells):
        # Nearly every column takes this way. `float` also reads "nan", "inf" and "1_000"; those take the long way.
        try:
            values = np.array([float(cell) for cell in cells])
        except ValueError:
            pass
        else:
            if np.isfinite(values).all():
                return Numbers(values, [], len(cells))
    values, unread, filled = np.full(len(cells), np.nan), [], 0
    for row, cell in enumerate(cells):
        if cell.lower() in MISSING:
            continue
        filled += 1
        value = number(cell, comma)
        if value is None:
            unread.append((row, cell))
        else:
            values[row] = value
    return Numbers(values, unread, filled)


def number(cell: str, comma: bool = False) -> float | None:
    """The finite number that `cell` writes, or None."""
    cell = cell.replace("−", "-").replace("–", "-")
    if not (_COMMA if comma else _POINT).fullmatch(cell):
        return None
    value = float(cell.replace(",", "."))
    return value if isfinite(value) else None


def decimal_comma(columns: list[list[str]], delimiter: str) -> str | None:
    """The first number written with a decimal comma, if there is a column of such and without decimal points.

    Between commas as separators, "1,234" in quotation marks rather means a thousand: there a fraction must show that it
    is one by having more or fewer than three digits.

    >>> decimal_comma([["12", "1,5"], ["a,5", "b"]], ";"), decimal_comma([["1,234", "5,678"]], ",")
    ('1,5', None)
    """
    for cells in columns:
        if "," not in "".join(cells):
            continue
        fractions = [cell for cell in cells if _FRACTION.fullmatch(cell)]
        telling = delimiter != "," or any(len(cell.partition(",")[2]) != 3 for cell in fractions)
        if fractions and telling and 2 * len(fractions) > sum("." in cell for cell in cells):
            return next((cell for cell in fractions if number(cell, comma=True) is not None), fractions[0])
    return None
