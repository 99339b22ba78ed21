"""Where the table begins: lines above it that hold a title, a source or comments."""

from collections import Counter

from hiddenmath.data._cells import number
from hiddenmath.data._records import Record


def below_title(rows: list[Record]) -> tuple[list[Record], tuple[str, ...]]:
    """The records from the first one that has columns, and a note on what stands above them.

    A comment (#) that names the columns, as `numpy.savetxt` writes it, is their header.

    >>> below_title([(1, ["Our trees"]), (2, ["height", "age"]), (3, ["12", "40"])])
    ([(2, ['height', 'age']), (3, ['12', '40'])], ('Line 1 was passed over: it stands above the table.',))
    >>> below_title([(1, ["# height", "age"]), (2, ["12", "40"])])
    ([(1, ['height', 'age']), (2, ['12', '40'])], ())
    """
    widths = Counter(len(fields) for _, fields in rows if not fields[0].startswith("#"))
    width = max(widths, key=lambda width: (widths[width], width), default=1)
    above = 0
    while width > 1 and above < len(rows) - 1 and _is_title(rows[above][1], width):
        above += 1
    line, fields = rows[above - 1] if above else rows[0]
    if fields[0].startswith("#"):
        names = [name for name in (fields[0].lstrip("# "), *fields[1:]) if name]
        if len(names) == width and any(number(cell) is not None for cell in rows[above][1]):
            above -= 1
            rows = [*rows[:above], (line, names), *rows[above + 1 :]]
    last = rows[above - 1][0]
    if above == 0:
        return rows, ()
    if above == 1:
        return rows[1:], (f"Line {last} was passed over: it stands above the table.",)
    return rows[above:], (f"Lines {rows[0][0]} to {last} were passed over: they stand above the table.",)


def _is_title(fields: list[str], width: int) -> bool:
    """A comment, Excel's word on the separator, or a text that stands alone in its line."""
    if fields[0].startswith(("#", "sep=")):
        return True
    # One name above two columns is rather a header whose other name is missing.
    alone = len(fields) < width or width > 2
    return alone and bool(fields[0]) and not any(fields[1:]) and number(fields[0]) is None
