"""From text to records: which character separates the columns, and where a line does not fit the others."""

import csv
import io
import itertools
from collections import Counter
from collections.abc import Iterator

from hiddenmath.data._errors import InputError

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
Record = tuple[int, list[str]]  # the line it begins in, its fields


def separator(text: str) -> str:
    """The separator that cuts the first lines into the most evenly many fields.

    >>> separator("height;weight\\n1,71;68\\n1,82;80\\n"), separator("a\\tb\\n1\\t2\\n")
    (';', '\\t')
    """
    best, best_score = ",", (0.0, 0)
    for candidate in SEPARATORS:
        rows = itertools.islice(csv.reader(io.StringIO(text, newline=""), delimiter=candidate), 100)
        try:
            lengths = Counter(len(row) for row in rows if row)
        except csv.Error:
            continue
        for length, count in lengths.most_common(1):
            score = (count / lengths.total(), length)
            if length > 1 and score > best_score:
                best, best_score = candidate, score
    return best


def records(text: str, delimiter: str, name: str) -> Iterator[Record]:
    """The records that hold anything, each with the line it begins in; blank lines are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
    begins = 1
    try:
        for fields in reader:
            if any(field.strip() for field in fields):
                yield begins, [field.strip() for field in fields]
            begins = reader.line_num + 1
    except csv.Error as problem:
        raise _broken(problem, begins, name) from None


def _broken(problem: csv.Error, line: int, name: str) -> InputError:
    if "field larger" in str(problem) or "end of data" in str(problem):
        return InputError(
            f'{name}, line {line}: a quotation mark (") is opened here and never closed.',
            'Close it, or double it ("") where it belongs to the text.',
        )
    return InputError(
        f"{name}, line {line}: a quoted value is followed by more text ({problem}).",
        'Put the whole value in quotation marks, and double ("") those that belong to the text.',
    )


def of_equal_length(rows: list[Record], delimiter: str, name: str) -> list[Record]:
    """The records with as many fields as the first; surplus empty fields at the end of a line are cut off."""
    width = len(rows[0][1])
    fitted = []
    for line, fields in rows:
        if len(fields) < width or any(fields[width:]):
            raise InputError(
                f"{name}, line {line}: {len(fields)} {_fields(len(fields))} where line {rows[0][0]} has {width}: "
                f"{_shown(delimiter.join(fields))}",
                f"The columns are separated by a {SEPARATORS[delimiter]}. A value that contains one must stand in "
                'quotation marks ("1,5"); '
                + (
                    "if your numbers have decimal commas, separate the columns by semicolons."
                    if delimiter == ","
                    else ""
                )
                + "a missing value still needs its separator.",
            )
        fitted.append((line, fields[:width]))
    return fitted


def _fields(count: int) -> str:
    return "field" if count == 1 else "fields"


def _shown(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"
