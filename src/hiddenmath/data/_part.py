"""Which sheet of a workbook, or which array of an archive, is meant: `book.xlsx#Prices`."""

import re
from collections.abc import Sequence

from hiddenmath.data._errors import InputError

_CHOSEN = re.compile(r"(?P<file>.+\.(?:xlsx|xlsm|npz))#(?P<part>.+)", re.IGNORECASE | re.DOTALL)


def divided(name: str) -> tuple[str, str | None]:
    """The file, and the part of it that is chosen.

    >>> divided("book.xlsx#Prices"), divided("a#b.csv")
    (('book.xlsx', 'Prices'), ('a#b.csv', None))
    """
    chosen = _CHOSEN.fullmatch(name)
    return (chosen["file"], chosen["part"]) if chosen else (name, None)


def known(part: str, parts: Sequence[str], name: str, what: str) -> str:
    """`part`, which must be one of `parts`."""
    if part in parts:
        return part
    raise InputError(f"{name} has no {what} {part!r}.", f"It has: {listed(parts)}.")


def others(part: str, parts: Sequence[str], name: str, what: str) -> tuple[str, ...]:
    """A note that `part` was taken, where there are more."""
    more = [other for other in parts if other != part]
    if not more:
        return ()
    chosen = f"{name}#{more[-1]}"
    how = f"; name it like {chosen}" if _CHOSEN.fullmatch(chosen) else ""
    return (f"The {what} {part!r} was read. There is also {listed(more)}{how}.",)


def listed(names: Sequence[str], most: int = 8) -> str:
    """
    >>> listed(["a", "b"])
    "'a', 'b'"
    """
    shown = ", ".join(map(repr, names[:most]))
    return shown + (f" and {len(names) - most} more" if len(names) > most else "")
