"""From text to records: which character separates the columns, and where a line does not fit the others."""

import csv
import io
import itertools
from collections import Counter
from collections.abc import Iterator

from hiddenmath.data._errors import InputError
from hiddenmath.linalg._telling import tell

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", " ": "space"}
STEP = 1000  # lines, after which it is told how far the reading has come
Record = tuple[int, list[str]]  # the line it begins in, its fields


def separator(text: str) -> str:
    """The separator that cuts the first lines into the most evenly many fields; spaces only where none else does.

    >>> separator("height;weight\\n1,71;68\\n1,82;80\\n"), separator("a\\tb\\n1\\t2\\n")
    (';', '\\t')
    """
    best, best_score = ",", (0.0, 0)
    for candidate in SEPARATORS:
        if candidate == " " and best_score[1]:
            break
        sample = io.StringIO(text[:1_000_000], newline="")
        rows = itertools.islice(csv.reader(sample, delimiter=candidate, skipinitialspace=True), 100)
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
    begins, lines = 1, text.count("\n")
    try:
        for fields in reader:
            if reader.line_num % STEP == 0:
                tell(f"Reading {name}", reader.line_num, lines)
            stripped = list(map(str.strip, fields))
            if any(stripped):
                yield begins, stripped
            begins = reader.line_num + 1
    except csv.Error as problem:
        raise _broken(problem, begins, name) from None


def _broken(problem: csv.Error, line: int, name: str) -> InputError:
    if "field larger" in str(problem):
        return InputError(
            f"{name}, line {line}: a value longer than {csv.field_size_limit():,} letters begins here.",
            'A quotation mark (") that is opened and never closed is the likeliest cause.',
        )
    if "end of data" in str(problem):
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
    header_line, header = rows[0]
    width = len(header)
    for i, (line, fields) in enumerate(rows):
        if len(fields) > width and not any(fields[width:]):
            rows[i] = line, fields[:width]
        elif len(fields) != width:
            count = "1 field" if len(fields) == 1 else f"{len(fields)} fields"
            written = delimiter.join(fields)
            shown = written if len(written) <= 60 else written[:60] + "…"
            comma = (
                "If your numbers have decimal commas, separate the columns by semicolons. " if delimiter == "," else ""
            )
            raise InputError(
                f"{name}, line {line}: {count} where line {header_line} has {width}: {shown}",
                f"Columns are separated by a {SEPARATORS[delimiter]} here; a value that contains one stands in "
                f'quotation marks, "like{delimiter}this", and a missing value keeps its separator. {comma}'.rstrip(),
            )
    return rows
