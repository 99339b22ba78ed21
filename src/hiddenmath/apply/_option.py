"""One option of a tool: what it may be, and how a text from the command line or a form becomes its value."""

import os
from dataclasses import dataclass
from typing import Any, Literal

from hiddenmath.apply._file import Opened, opened
from hiddenmath.data import InputError

Kind = Literal["int", "float", "bool", "choice", "text", "file"]
_TRUE, _FALSE = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}


@dataclass(frozen=True)
class Option:
    """In a tool's signature: `components: Annotated[int, Option("How many.", min=1)] = 2`; the rest is derived.

    `suffix`: of the files that an option takes, such as ".npz". `element`: what a page has beside the field to write
    it with, such as "rate" for `<hm-rate>`.
    """

    help: str
    min: float | None = None
    max: float | None = None
    suffix: str = ""
    element: str = ""
    name: str = ""
    kind: Kind = "text"
    default: Any = None
    choices: tuple[str, ...] = ()

    def value(self, given: object) -> Any:
        """`given` (a text, or already a value) as this option's type, checked; an empty text stands for the default.

        >>> Option("", name="components", kind="int", min=1).value("3")
        3
        >>> Option("", name="components", kind="int", min=1).value("many")
        Traceback (most recent call last):
        hiddenmath.data._errors.InputError: components is 'many', not a whole number.
        Give a whole number, at least 1.
        """
        if given is None or (isinstance(given, str) and not given.strip()):
            return self.default
        if self.kind == "file":
            if not isinstance(given, (str, bytes, os.PathLike, Opened)):
                raise self._error(given, "not a file", "Give a path, or the bytes of a file.")
            return opened(given)
        if self.kind in ("int", "float"):
            return self._number(given)
        if self.kind == "bool":
            if not isinstance(given, bool) and str(given).lower() not in _TRUE | _FALSE:
                raise self._error(given, "neither true nor false", "Give true or false.")
            return given if isinstance(given, bool) else str(given).lower() in _TRUE
        if self.kind == "choice" and given not in self.choices:
            raise self._error(given, "not one of its choices", f"Choose one of: {', '.join(self.choices)}.")
        if not isinstance(given, str):
            raise self._error(given, "not a text", "Give a text.")
        return given

    def _number(self, given: object) -> int | float:
        whole = self.kind == "int"
        what = "whole number" if whole else "number"
        limits = [f"at least {self.min:g}"] if self.min is not None else []
        limits += [f"at most {self.max:g}"] if self.max is not None else []
        hint = f"Give a {what}{', ' if limits else ''}{' and '.join(limits)}."
        try:
            if isinstance(given, bool) or (whole and isinstance(given, float)):
                raise ValueError
            number = (int if whole else float)(given)  # type: ignore[arg-type, call-overload]
        except (TypeError, ValueError):
            raise self._error(given, f"not a {what}", hint) from None
        if not (self.min is None or number >= self.min) or not (self.max is None or number <= self.max):
            raise self._error(given, "out of range", hint)
        return int(number) if whole else float(number)

    def _error(self, given: object, why: str, hint: str) -> InputError:
        return InputError(f"{self.name} is {given!r}, {why}.", hint)
