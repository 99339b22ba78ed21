"""Numbers with signs around them, as spreadsheets export them: 1,234.5 or 12 % or € 3.50."""

import re

from hiddenmath.data._cells import MISSING, Numbers, number, numbers


def _pattern(thousands: str, fraction: str) -> re.Pattern[str]:
    digits = rf"(?:\d{{1,3}}(?:[{thousands}'’\u00a0\u202f]\d{{3}})+|\d+)(?:{fraction}\d*)?"
    return re.compile(rf"([+-]?)([$€£¥]?)\s?([+-]?{digits})\s?([%$€£¥]?)")


_POINT, _COMMA = _pattern(",", r"\."), _pattern(r"\.", ",")


def signed_numbers(cells: list[str], comma: bool = False) -> tuple[Numbers, str] | None:
    """The cells without thousands separators, percent and currency signs, and a word on it; None if that leaves text.

    All filled cells must be numbers then, and all have had the same sign: 12 % and 0.12 in one column are a riddle.

    >>> signed_numbers(["1,234.5", "", "17"])
    (Numbers(values=array([1234.5,    nan,   17. ]), unread=[], filled=2), "'1,234.5' was read as 1234.5")
    >>> signed_numbers(["12%", "0.12"]) is None, signed_numbers(["$ 3", "€ 4"]) is None
    (True, True)
    """
    plain, signs, example = [], set(), ""
    for cell in cells:
        if cell.lower() in MISSING:
            plain.append(cell)
            continue
        match = (_COMMA if comma else _POINT).fullmatch(cell.replace("−", "-").replace("–", "-"))
        if not match:
            return None
        plus, before, value, after = match.groups()
        signs.add(before + after)
        bare = plus + re.sub(r"[.'’\u00a0\u202f]" if comma else r"[,'’\u00a0\u202f]", "", value)
        plain.append(bare)
        if not example and bare != cell:
            example = f"{cell!r} was read as {number(bare, comma)}"
    read = numbers(plain, comma)
    return None if len(signs) != 1 or read.unread else (read, example)
