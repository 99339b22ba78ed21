"""`[tool.hiddenmath.xray]` in the pyproject.toml of the program's project."""

import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any, NamedTuple

from hiddenmath.data import InputError

_WHERE = "[tool.hiddenmath.xray]"


class Config(NamedTuple):
    ignore: tuple[str, ...] = ()  # rules
    exclude: tuple[str, ...] = ()  # absolute paths of files and folders, `*` stands for anything


def read_config(folder: Path, rules: Collection[str]) -> Config:
    """What the nearest pyproject.toml, in the folder or above it, says; nothing if there is none.

    Raises InputError for what it cannot mean: an unknown name, another type.
    """
    for place in (folder.resolve(), *folder.resolve().parents):
        file = place / "pyproject.toml"
        if file.is_file():
            return _checked(_table(file), file, rules)
    return Config()


def _table(file: Path) -> dict[str, Any]:
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except ValueError as error:  # TOML's and Unicode's
        raise InputError(f"{file} cannot be read: {error}") from None
    for key in ("tool", "hiddenmath", "xray"):
        found = found.get(key, {})
    return found


def _checked(table: dict[str, Any], file: Path, rules: Collection[str]) -> Config:
    for key, value in table.items():
        if key not in Config._fields:
            raise InputError(f"{file}: {_WHERE} has no key {key!r}; there are {' and '.join(Config._fields)}.")
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise InputError(f"{file}: {key} in {_WHERE} must be a list of strings, not {value!r}.")
    for name in table.get("ignore", ()):
        if name not in rules:
            raise InputError(f"{file}: {_WHERE} ignores {name!r}, which is no rule; there are {', '.join(rules)}.")
    return Config(tuple(table.get("ignore", ())), tuple(str(file.parent / p) for p in table.get("exclude", ())))
