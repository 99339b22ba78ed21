"""What a tool answers."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from math import isfinite
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hiddenmath.apply._as_read import as_label, as_share, as_words
from hiddenmath.data import Rows, Table, png

Numbers = dict[str, float | int | str]
Key = dict[str, Literal["number", "share"]]


class Picture(NamedTuple):
    """A visual's name with its attributes: drawn by that element in pages, by `draw` in files. `model` names the one of
    the result's files that it can run itself; a page gives the picture its address, as its attribute `model`."""

    name: str
    attributes: dict[str, Any]
    model: str = ""


@dataclass(frozen=True)
class Result:
    """`numbers` and `tables` by name, `images` (m×n or m×n×3 uint8), a picture, files, and notes in plain words.

    `main` names the table or the image that a person came for, `key` the few numbers that answer their question, in
    order, where they are there, and which of them are shares of a whole (0.98 is read as 98%). `large` are tables whose
    rows are computed block by block when they are written: `data.write_rows(path, result.large["scores"])`. `trial` is
    a picture in which the answer is tried out, such as a board to draw on; only pages show it. `again` names an option
    that was off, with which the first note proposes to run once more. `written` is a text that a person came for.
    """

    numbers: Numbers
    tables: dict[str, Table]
    main: str
    picture: Picture | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    images: dict[str, NDArray[np.uint8]] = field(default_factory=dict)
    key: Key = field(default_factory=dict)
    large: dict[str, Rows] = field(default_factory=dict)
    trial: Picture | None = None
    again: str = ""
    written: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", {name: how for name, how in self.key.items() if name in self.numbers})

    def headline(self) -> list[tuple[str, str]]:
        """The key numbers, as people read them.

        >>> Result({"r_squared": 0.981, "rows": 60}, {}, "", key={"r_squared": "share"}).headline()
        [('R²', '98.1%')]
        """
        found = [(name, self.numbers[name], how) for name, how in self.key.items()]
        return [(as_label(name), as_share(float(x)) if how == "share" else as_words(x)) for name, x, how in found]

    def downloads(self) -> dict[str, Callable[[], bytes]]:
        """Everything that can be taken away, by file name; each is made when it is asked for."""
        made: dict[str, Callable[[], bytes]] = {}
        for name, table in self.tables.items():
            made[f"{name}.csv"] = partial(_csv, table)
            if name == self.main:
                made[f"{name}.parquet"] = table.to_parquet
        for name, pixels in self.images.items():
            made[f"{name}.png"] = partial(png, pixels)
        if self.picture:
            for kind in ("png", "svg"):
                made[f"{self.picture.name}.{kind}"] = partial(_drawn, self.picture, kind)
        for name, content in self.files.items():
            made[name] = partial(bytes, content)
        return made

    def to_json(self) -> dict[str, Any]:
        """Plain values only, None for what is not finite; files by name and size."""
        tables = {}
        for name, table in self.tables.items():
            columns, rows = table.records()
            tables[name] = {"columns": columns, "rows": rows}
        return {
            "numbers": {name: _finite(value) for name, value in self.numbers.items()},
            "tables": tables,
            "picture": self.picture and {"name": self.picture.name, "attributes": self.picture.attributes},
            "images": {name: list(pixels.shape) for name, pixels in self.images.items()},
            "files": [{"name": name, "bytes": len(content)} for name, content in self.files.items()],
            "large": {
                name: {"columns": list(made.columns), "rows": made.shape[0]} for name, made in self.large.items()
            },
            "notes": list(self.notes),
            "written": self.written,
        }

    def json(self) -> str:
        """`to_json` as one indented text."""
        return json.dumps(self.to_json(), indent=2, ensure_ascii=False, allow_nan=False)


def _finite(value: float | int | str) -> float | int | str | None:
    return None if isinstance(value, float) and not isfinite(value) else value


def _csv(table: Table) -> bytes:
    return table.to_csv().encode()


def _drawn(picture: Picture, kind: str) -> bytes:
    from hiddenmath.apply._draw import draw

    return draw(picture, kind)
